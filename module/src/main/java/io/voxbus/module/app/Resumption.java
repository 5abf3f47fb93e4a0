package io.voxbus.module.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.voxbus.module.app.WaitingCommands.Overtaken;
import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CallResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A command that a service before this one was to send. Whether it did, nobody knows: it is awaited
 * what the bridge says of it, and it goes out again under its id, which the bridge carries out
 * once. It does not when something later has taken its place, or has gone out before it and is for
 * the same thing.
 */
final class Resumption implements Overtaken {
  private final CallResult before;
  private final Promise<CallResult> report = Promise.promise();
  private final List<Overtaken> later = new ArrayList<>();
  private final Supplier<AckState> soFar;
  private BridgeAnswer said = BridgeAnswer.NONE;
  private Optional<CommandDelivery> delivery = Optional.empty();
  private boolean superseded;

  /**
   * @param before the result of its call, with its id
   * @param answer completes with what the bridge says of it, or when that is not awaited any more
   * @param soFar how far the bridge says that it got, until then
   */
  Resumption(CallResult before, Future<BridgeAnswer> answer, Supplier<AckState> soFar) {
    this.before = before;
    this.soFar = soFar;
    answer.onSuccess(this::heard);
  }

  String commandId() {
    return before.getCommandId();
  }

  /** Completes with what became of its call; never fails. */
  @Override
  public Future<CallResult> report() {
    return report.future();
  }

  @Override
  public void supersede() {
    superseded = true;
    delivery.ifPresent(CommandDelivery::supersede);
  }

  @Override
  public void followedBy(Overtaken follower) {
    later.add(follower);
    delivery.ifPresent(sent -> sent.followedBy(follower));
  }

  @Override
  public boolean isOut() {
    return delivery.filter(CommandDelivery::isOut).isPresent()
        || isAtTheBridge(said.state())
        || isAtTheBridge(soFar.get());
  }

  private static boolean isAtTheBridge(AckState state) {
    return state == AckState.ACK_ACCEPTED || isCarriedOut(state);
  }

  /** Whether this service has sent it. */
  boolean isSentAgain() {
    return delivery.isPresent();
  }

  /** Whether the bridge has carried it out for the service before, and nothing like it since. */
  boolean wasCarriedOutLast() {
    return !isSentAgain() && isCarriedOut(said.state()) && !isOvertaken();
  }

  private boolean isOvertaken() {
    return superseded || later.stream().anyMatch(Overtaken::isOut);
  }

  private static boolean isCarriedOut(AckState state) {
    return state == AckState.ACK_TRANSMITTED || state == AckState.ACK_CONFIRMED;
  }

  /**
   * Sends it again, if it is still to be sent.
   *
   * @param sender sends it, if it may go out now; told whether the bridge may have it, and has not
   *     spoken of it
   */
  void attempt(Function<Boolean, Optional<CommandDelivery>> sender) {
    if (isDone() || isOvertaken()) {
      return;
    }
    delivery = sender.apply(said.reason() != AckReason.REASON_EXPIRED);
    delivery.ifPresent(this::follow);
  }

  private boolean isDone() {
    return report.future().isComplete() || isSentAgain();
  }

  private void follow(CommandDelivery sent) {
    later.forEach(sent::followedBy);
    sent.report().map(ResponseWriter::result).onSuccess(report::tryComplete);
  }

  /** It is not sent any more, if it was not yet; what the bridge has said counts. */
  void giveUp() {
    if (!isSentAgain()) {
      report.tryComplete(ResponseWriter.result(before, said));
    }
  }

  /** One that came too late was not carried out, and can still be. */
  private void heard(BridgeAnswer answer) {
    said = answer;
    if (answer.reason() != AckReason.REASON_EXPIRED) {
      giveUp();
    }
  }
}
