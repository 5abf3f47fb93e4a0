package io.voxbus.module.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.voxbus.module.app.WaitingCommands.Overtaken;
import io.voxbus.module.bridge.BridgeAnswer;
import io.voxbus.module.bridge.CommandPublisher;
import io.voxbus.module.reply.CallReport;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.vehicle.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One command on its way to the bridge. It may wait for the broker as long as its utterance is
 * fresh, so the gate judges it anew, and it is issued anew, each time that it goes out. When it
 * reaches a bridge that was away too late, it goes out again under the same id.
 */
final class CommandDelivery implements Overtaken {
  /** A bridge whose clock is wrong finds every command expired. */
  private static final int MOST_ISSUES = 3;

  /** The bridge speaks of one copy right after the other. */
  private static final Duration BETWEEN_COPIES = Duration.ofMillis(300);

  private final CommandPublisher publisher;
  private final Call call;
  private final String id;
  private final Terms terms;
  private final Promise<Void> handedOn = Promise.promise();
  private final Promise<CallReport> report = Promise.promise();
  private Optional<CallReport> held = Optional.empty();
  private Consumer<BridgeAnswer> ended = answer -> {};

  /** Whether the bridge may have it. */
  private boolean published;

  private boolean superseded;

  /** Whether it ever went out. */
  private boolean isOut;

  private final List<Overtaken> later = new ArrayList<>();

  /** Of how many publications the bridge has not spoken; it may speak of any of them. */
  private int copies;

  private int issues;

  /**
   * On which terms it goes.
   *
   * @param outgoing what becomes of it when it is to go out now
   * @param remaining how long its utterance stays fresh; zero or less when it is too old
   */
  record Terms(Supplier<Outgoing> outgoing, Supplier<Duration> remaining) {}

  /** What becomes of a command when it is to go out. */
  sealed interface Outgoing {
    /**
     * It goes out.
     *
     * @param command the message, issued now
     * @param ended told how far it got, when that is known
     */
    record Issued(CanBridgeCommand command, Consumer<BridgeAnswer> ended) implements Outgoing {}

    /** It must not, or not yet. */
    record Held(CallReport report) implements Outgoing {}
  }

  CommandDelivery(CommandPublisher publisher, Call call, String id, Terms terms) {
    this.publisher = publisher;
    this.call = call;
    this.id = id;
    this.terms = terms;
  }

  /** Begins to deliver it. */
  CommandDelivery begin() {
    issue();
    return this;
  }

  /** Begins to deliver it to a bridge that may have it already. */
  CommandDelivery beginAgain() {
    published = true;
    copies = 1;
    return begin();
  }

  /** Completes when the broker has it, or it is not to be sent any more; never fails. */
  Future<Void> handedOn() {
    return handedOn.future();
  }

  /** Completes with what became of it; never fails. */
  @Override
  public Future<CallReport> report() {
    return report.future();
  }

  @Override
  public void supersede() {
    superseded = true;
  }

  @Override
  public void followedBy(Overtaken follower) {
    later.add(follower);
  }

  @Override
  public boolean isOut() {
    return isOut;
  }

  private void issue() {
    int issue = ++issues;
    CommandPublisher.Sent sent = publisher.publish(id, () -> write(issue), terms.remaining().get());
    sent.handedOn().onComplete(done -> handedOn.tryComplete());
    sent.answer().onSuccess(this::answered);
  }

  private Optional<CanBridgeCommand> write(int issue) {
    boolean inTime = terms.remaining().get().toMillis() > 0;
    if (issue != issues || !inTime) {
      return Optional.empty();
    }
    return written(
        isOvertaken()
            ? new Outgoing.Held(new CallReport.Superseded(call))
            : terms.outgoing().get());
  }

  private boolean isOvertaken() {
    return superseded || (!isOut && later.stream().anyMatch(Overtaken::isOut));
  }

  private Optional<CanBridgeCommand> written(Outgoing outgoing) {
    if (outgoing instanceof Outgoing.Held now) {
      held = Optional.of(now.report());
      return Optional.empty();
    }
    Outgoing.Issued issued = (Outgoing.Issued) outgoing;
    copies++;
    held = Optional.empty();
    ended = issued.ended();
    published = true;
    isOut = true;
    return Optional.of(issued.command());
  }

  private void answered(BridgeAnswer answer) {
    if (answer.reason() != AckReason.REASON_EXPIRED) {
      end(answer);
    } else if (--copies > 0) {
      publisher.expectMore(id, BETWEEN_COPIES).onSuccess(more -> another(answer, more));
    } else {
      cameTooLate(answer);
    }
  }

  /** The bridge takes one after the other: where it says no more, there is no other copy. */
  private void another(BridgeAnswer expired, BridgeAnswer more) {
    if (more.state() == AckState.ACK_UNSPECIFIED) {
      cameTooLate(expired);
    } else {
      answered(more);
    }
  }

  private void cameTooLate(BridgeAnswer answer) {
    published = false;
    copies = 0;
    if (later.isEmpty() && issues < MOST_ISSUES && terms.remaining().get().toMillis() > 0) {
      ended.accept(answer);
      issue();
    } else {
      end(answer);
    }
  }

  private void end(BridgeAnswer answer) {
    ended.accept(answer);
    report.complete(outcome(answer));
  }

  /** Once it was published, the bridge may have it, whatever the gate said later. */
  private CallReport outcome(BridgeAnswer answer) {
    CallReport sent = new CallReport.Sent(call, id, answer);
    return published ? sent : held.orElse(sent);
  }
}
