package io.voxbus.module.app;

import io.voxbus.module.app.CallPreparation.Prepared.Ready;
import io.voxbus.module.app.WaitingCommands.Overtaken;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.RateLimit;
import java.util.Optional;

/** What can be done about commands that a service before this one was to send. */
final class Resender {
  private final CallPreparation preparation;
  private final VehicleStates vehicle;
  private final CommandIssuer issuer;
  private final RateLimit rate;

  /**
   * @param preparation grounds calls and puts them before the gate
   * @param vehicle the state in which the vehicle is
   * @param issuer sends commands
   * @param rate how many commands may go out
   */
  Resender(
      CallPreparation preparation, VehicleStates vehicle, CommandIssuer issuer, RateLimit rate) {
    this.preparation = preparation;
    this.vehicle = vehicle;
    this.issuer = issuer;
    this.rate = rate;
  }

  /**
   * Gives a command its place in the order: before all that get one, or are sent, after it.
   *
   * @param undertaking what the service was carrying out
   * @param place the call's place in it, from 0
   * @param command is told when a later one overtakes it
   */
  void line(Undertaking undertaking, int place, Overtaken command) {
    grounded(undertaking, place).ifPresent(grounded -> issuer.line(grounded, command));
  }

  /** A number for a command that was sent before this service began: lower than all it sends. */
  long reserve() {
    return preparation.reserve();
  }

  /**
   * Sends a command that has its place in the order, if it may go out as things are now.
   *
   * @param mayBeThere whether the bridge may have one of the service before, of which it has not
   *     spoken
   * @return empty when it is too late, or when the call is held
   */
  Optional<CommandDelivery> send(Undertaking undertaking, int place, boolean mayBeThere) {
    return issuer.isFresh(undertaking.utterance())
            && preparation.prepare(undertaking, vehicle.snapshot()).get(place)
                instanceof Ready ready
            && rate.admitsOneMore()
        ? Optional.of(issuer.issueAgain(undertaking.utterance(), place, ready, mayBeThere))
        : Optional.empty();
  }

  /**
   * The service before sent a command, and it was carried out.
   *
   * @param number as {@link #reserve} gave it
   */
  void wasCarriedOut(Undertaking undertaking, int place, long number) {
    grounded(undertaking, place).ifPresent(grounded -> preparation.wasCarriedOut(grounded, number));
  }

  private Optional<Grounded> grounded(Undertaking undertaking, int place) {
    return preparation.ground(undertaking, place) instanceof Grounded grounded
        ? Optional.of(grounded)
        : Optional.empty();
  }
}
