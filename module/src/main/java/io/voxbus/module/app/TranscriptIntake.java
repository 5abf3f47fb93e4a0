package io.voxbus.module.app;

import com.google.protobuf.UnsafeByteOperations;
import io.vertx.core.Future;
import io.voxbus.module.bridge.InboundMessage;
import io.voxbus.module.journal.Journal;
import io.voxbus.module.observe.Logs;
import io.voxbus.module.observe.Observation;
import io.voxbus.module.speech.TranscriptFormat;
import io.voxbus.module.speech.TranscriptMessage;
import io.voxbus.module.speech.TranscriptMessage.Delivery;
import io.voxbus.module.speech.TranscriptOutcome;
import io.voxbus.module.speech.TranscriptOutcome.Accepted;
import io.voxbus.module.speech.TranscriptOutcome.Ignored;
import io.voxbus.module.speech.TranscriptOutcome.IgnoredBecause;
import io.voxbus.module.speech.TranscriptOutcome.Refused;
import io.voxbus.module.speech.TranscriptReader;
import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Takes transcripts from the broker and sees that each gets its one response and its one ack. */
final class TranscriptIntake {
  /** The id of such a transcript is another one's, or is not remembered. */
  private static final Set<Outcome> NOT_BY_ITS_ID =
      EnumSet.of(
          Outcome.OUTCOME_DUPLICATE, Outcome.OUTCOME_UNAUTHENTICATED, Outcome.OUTCOME_RETAINED);

  private final TranscriptReader reader;
  private final TranscriptFlow flow;
  private final Responder responder;
  private final Observation observation;
  private final Journal journal;
  private final Deliveries deliveries = new Deliveries();
  private final InFlight inFlight = new InFlight();
  private boolean closed;

  TranscriptIntake(
      TranscriptReader reader,
      TranscriptFlow flow,
      Responder responder,
      Observation observation,
      Journal journal) {
    this.reader = reader;
    this.flow = flow;
    this.responder = responder;
    this.observation = observation;
    this.journal = journal;
  }

  /** Takes a message; after {@link #close} it stays with the broker. */
  void take(InboundMessage message, TranscriptFormat format) {
    if (closed) {
      return;
    }
    TranscriptOutcome outcome = reader.read(transcript(message, format));
    if (outcome instanceof Accepted accepted) {
      Logs.heard(accepted.utterance());
      work(accepted.utterance(), message);
    } else if (outcome instanceof Refused refused) {
      refuse(refused, message);
    } else if (outcome instanceof Ignored ignored) {
      ignore(ignored, message);
    }
  }

  /** Takes nothing any more; completes when all that was taken is answered. */
  Future<Void> close() {
    closed = true;
    return inFlight.idle();
  }

  /** Whether nothing is taken any more. */
  boolean isClosed() {
    return closed;
  }

  /** How many transcripts were taken that are not answered yet. */
  int inFlight() {
    return inFlight.count();
  }

  /** Publishes a response, as far as there is time before the service ends. */
  void respond(CommandResponse response) {
    inFlight.add(answer(response));
  }

  private Future<Void> answer(CommandResponse response) {
    journal.ended(response);
    deliveries.handedOn(response.getTranscriptId());
    return responder
        .respond(response)
        .onSuccess(done -> journal.answered(response.getTranscriptId()));
  }

  private void work(Utterance utterance, InboundMessage message) {
    deliveries.opened(utterance.id(), message);
    Optional<Future<CommandResponse>> response = flow.run(utterance, this::handedOn);
    if (response.isPresent()) {
      inFlight.add(
          response
              .get()
              .onSuccess(answer -> observation.recorder().answered(utterance, answer))
              .compose(this::answer));
    } else {
      busy(utterance.id());
    }
  }

  /** One without commands stands in the journal, and is acknowledged, when it is answered. */
  private void handedOn(String id) {
    if (journal.knows(id)) {
      deliveries.handedOn(id);
    }
  }

  /**
   * Nothing came of it, so its sender may try again under the same id, once it has the answer:
   * until then, what comes under it is the broker's repetition.
   */
  private void busy(String id) {
    Refused busy = new Refused(id, Outcome.OUTCOME_BUSY, "too many wait; send it again");
    inFlight.add(refuseOpened(busy).onSuccess(done -> reader.forget(id)));
  }

  /**
   * Refuses a transcript. It is acknowledged when the broker has the answer: so whoever floods us
   * waits, and a transcript whose answer was lost is delivered, and refused, again.
   */
  private void refuse(Refused refused, InboundMessage message) {
    String id = refused.id();
    if (id.isEmpty() || NOT_BY_ITS_ID.contains(refused.outcome())) {
      answerThenAcknowledge(refused, message);
      return;
    }
    deliveries.opened(id, message);
    inFlight.add(refuseOpened(refused));
  }

  private Future<Void> refuseOpened(Refused refused) {
    return responder
        .refuse(flow.unusable(refused))
        .onSuccess(done -> deliveries.handedOn(refused.id()))
        .onFailure(undelivered -> letComeAgain(refused.id()));
  }

  private void letComeAgain(String id) {
    deliveries.leave(id);
    reader.forget(id);
  }

  private void answerThenAcknowledge(Refused refused, InboundMessage message) {
    inFlight.add(responder.refuse(flow.unusable(refused)).onSuccess(done -> message.acknowledge()));
  }

  private void ignore(Ignored ignored, InboundMessage message) {
    observation.metrics().dropped(ignored.reason());
    if (ignored.reason() == IgnoredBecause.REDELIVERED) {
      deliveries.repeated(ignored.id(), message);
    } else {
      message.acknowledge();
    }
  }

  private static TranscriptMessage transcript(InboundMessage message, TranscriptFormat format) {
    return new TranscriptMessage(
        UnsafeByteOperations.unsafeWrap(message.payload().getBytes()),
        format,
        new Delivery(message.retained(), message.redelivered(), message.mayBeOld()));
  }
}
