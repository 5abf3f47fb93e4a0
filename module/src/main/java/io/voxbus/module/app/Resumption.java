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
  private BridgeAnswer said = BridgeAnswer.NONE;
  private Optional<CommandDelivery> delivery = Optional.empty();
  private boolean superseded;

  /**
   * @param before the result of its call, with its id
   * @param answer completes with what the bridge says of it, or when that is not awaited any more
   */
  Resumption(CallResult before, Future<BridgeAnswer> answer) {
    this.before = before;
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
        || said.state() == AckState.ACK_ACCEPTED
        || isCarriedOut(said);
  }

  /** Whether this service has sent it. */
  boolean isSentAgain() {
    return delivery.isPresent();
  }

  /** Whether the bridge has carried it out for the service before. */
  boolean wasCarriedOutBefore() {
    return !isSentAgain() && isCarriedOut(said);
  }

  private static boolean isCarriedOut(BridgeAnswer answer) {
    return answer.state() == AckState.ACK_TRANSMITTED || answer.state() == AckState.ACK_CONFIRMED;
  }

  /**
   * Sends it again, if it is still to be sent.
   *
   * @param sender sends it, if it may go out now
   */
  void attempt(Supplier<Optional<CommandDelivery>> sender) {
    if (isDone() || superseded || later.stream().anyMatch(Overtaken::isOut)) {
      return;
    }
    delivery = sender.get();
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
