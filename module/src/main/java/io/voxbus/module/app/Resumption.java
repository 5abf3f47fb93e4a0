package io.voxbus.module.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.voxbus.module.app.WaitingCommands.Overtaken;
import io.voxbus.module.bridge.AckTracker;
import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.CallResult;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A command that a service before this one was to send. Whether it did, nobody knows: it is awaited
 * what the bridge says of it, and it goes out again under its id, which the bridge carries out
 * once. When something that was said later is for the same thing, it does not go out again.
 */
final class Resumption implements Overtaken {
  private final AckTracker acks;
  private final CallResult before;
  private final Promise<CallResult> report = Promise.promise();
  private BridgeAnswer said = BridgeAnswer.NONE;
  private Optional<CommandDelivery> delivery = Optional.empty();
  private boolean overtaken;

  /**
   * Awaits what the bridge says; to be made before the broker is connected.
   *
   * @param acks where the bridge's acks come in
   * @param before the result of its call, with its id
   */
  Resumption(AckTracker acks, CallResult before) {
    this.acks = acks;
    this.before = before;
    acks.expect(before.getCommandId()).onSuccess(this::heard);
  }

  /** Completes with what became of its call; never fails. */
  @Override
  public Future<CallResult> report() {
    return report.future();
  }

  @Override
  public void supersede() {
    overtaken = true;
    delivery.ifPresent(CommandDelivery::supersede);
  }

  @Override
  public void neverAgain() {
    overtaken = true;
    delivery.ifPresent(CommandDelivery::neverAgain);
  }

  /**
   * Sends it again, if it is still to be sent.
   *
   * @param sender sends it, if it may go out now
   */
  void attempt(Supplier<Optional<CommandDelivery>> sender) {
    if (report.future().isComplete() || delivery.isPresent() || overtaken) {
      return;
    }
    delivery = sender.get();
    delivery.ifPresent(sent -> sent.report().map(ResponseWriter::result).onSuccess(this::end));
  }

  /** It is not sent again any more, if it was not yet; what the bridge has said counts. */
  void giveUp() {
    if (delivery.isEmpty()) {
      acks.giveUp(before.getCommandId());
      end(ResponseWriter.result(before, said));
    }
  }

  /** One that came too late was not carried out, and can still be. */
  private void heard(BridgeAnswer answer) {
    said = answer;
    if (delivery.isEmpty() && answer.reason() != AckReason.REASON_EXPIRED) {
      end(ResponseWriter.result(before, answer));
    }
  }

  private void end(CallResult result) {
    report.tryComplete(result);
  }
}
