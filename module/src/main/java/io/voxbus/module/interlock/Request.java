package io.voxbus.module.interlock;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Place;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.ArgumentValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A call as it is put before the gate.
 *
 * @param grounded the call
 * @param asker who asks for it
 * @param vehicle the state in which the vehicle is
 */
public record Request(Grounded grounded, Asker asker, VehicleSnapshot vehicle) {
  private static final List<Place> ALL_PLACES = List.of(Place.values());

  /**
   * Who asks.
   *
   * @param seat where the speaker sits; {@code SEAT_UNSPECIFIED} when nobody knows
   * @param driver the driver's place
   * @param confirmed whether the speaker was asked about this very call and said yes
   */
  public record Asker(Seat seat, Place driver, boolean confirmed) {
    boolean isDriver() {
      return seat == Seat.SEAT_DRIVER;
    }

    /** Whether the speaker is known to sit in the second row. */
    boolean sitsBehind() {
      return place().filter(own -> !own.isFront()).isPresent();
    }

    /** Whether the speaker is known to sit in front. */
    boolean sitsInFront() {
      return place().filter(Place::isFront).isPresent();
    }

    /** The speaker's own place; empty when nobody knows it. */
    Optional<Place> place() {
      return Place.of(seat, driver);
    }
  }

  /** The places that the call is for: all, where the car does not tell them apart. */
  List<Place> places() {
    return grounded.places().isEmpty() ? ALL_PLACES : grounded.places();
  }

  /** Whether an argument of the call is one of these words. */
  boolean is(String argument, String... words) {
    return grounded
        .call()
        .argument(argument)
        .filter(value -> Arrays.asList(words).contains(value.text()))
        .isPresent();
  }

  /** The number that an argument of the call is; empty where it is left out or a word. */
  Optional<Double> number(String argument) {
    return grounded
        .call()
        .argument(argument)
        .filter(ArgumentValue.Quantity.class::isInstance)
        .map(value -> ((ArgumentValue.Quantity) value).number().doubleValue());
  }

  /** The same request in another state of the vehicle. */
  public Request in(VehicleSnapshot other) {
    return new Request(grounded, asker, other);
  }
}
