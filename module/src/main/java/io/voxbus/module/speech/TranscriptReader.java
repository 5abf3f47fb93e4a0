package io.voxbus.module.speech;

import io.voxbus.module.speech.TranscriptOutcome.Accepted;
import io.voxbus.module.speech.TranscriptOutcome.Ignored;
import io.voxbus.module.speech.TranscriptOutcome.IgnoredBecause;
import io.voxbus.module.speech.TranscriptOutcome.Refused;
import io.voxbus.proto.v1.Alternative;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Seat;
import io.voxbus.proto.v1.Transcript;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Reads transcript messages by the rules of {@code transcript.proto}; not safe for use by several
 * threads.
 *
 * <p>Each final transcript's id is remembered, also a refused one's. A message that the broker
 * delivers again (MQTT's DUP flag) is ignored when its id is known: its one answer belongs to the
 * first delivery. A message that may have waited at the broker for long is too old unless it says
 * when it was spoken. A seat or a field that this version does not know counts as not set.
 *
 * <p>Where transcripts have to be signed, one that is not well signed is refused before its id is
 * remembered: nobody else can use up the recogniser's ids. One that comes again counts as a replay.
 */
public final class TranscriptReader {
  private final SpeechLimits limits;
  private final InstantSource clock;
  private final LongSupplier nanoClock;
  private final TranscriptDecoder decoder;
  private final TranscriptCheck check;
  private final RecentIds recentIds;
  private final Optional<TranscriptSigning> signing;

  /**
   * A reader that remembers nothing yet.
   *
   * @param limits what is taken at most
   * @param clock the time of day, for ages
   * @param nanoClock the monotonic clock {@link System#nanoTime}, for arrivals and the memory of
   *     ids
   */
  public TranscriptReader(SpeechLimits limits, InstantSource clock, LongSupplier nanoClock) {
    this(limits, clock, nanoClock, Optional.empty());
  }

  /**
   * A reader that remembers nothing yet, and may want signatures.
   *
   * @param limits what is taken at most
   * @param clock the time of day, for ages
   * @param nanoClock as above
   * @param signing checks signatures; empty where transcripts need none
   * @throws IllegalArgumentException when transcripts are to be signed, and an id is forgotten
   *     while its transcript is fresh enough to be sent again
   */
  public TranscriptReader(
      SpeechLimits limits,
      InstantSource clock,
      LongSupplier nanoClock,
      Optional<TranscriptSigning> signing) {
    if (signing.isPresent()
        && limits.rememberFor().compareTo(limits.age().plus(limits.ahead())) <= 0) {
      throw new IllegalArgumentException("ids must be remembered for longer than speech is fresh");
    }
    this.limits = limits;
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.decoder = new TranscriptDecoder(limits);
    this.check = new TranscriptCheck(limits);
    this.recentIds = new RecentIds(limits);
    this.signing = signing;
  }

  /**
   * Decodes and checks one message.
   *
   * @param message the message as it came from the broker
   * @return the utterance, the refusal to answer with, or that there is nothing to do
   */
  public TranscriptOutcome read(TranscriptMessage message) {
    if (message.payload().size() > limits.messageBytes()) {
      return new Refused(
          "",
          Outcome.OUTCOME_TOO_LONG,
          "the message is larger than " + limits.messageBytes() + " bytes");
    }
    try {
      return judge(decoder.decode(message, clock.millis(), nanoClock.getAsLong()), message);
    } catch (Unreadable e) {
      Outcome outcome =
          message.delivery().retained() ? Outcome.OUTCOME_RETAINED : Outcome.OUTCOME_MALFORMED;
      return new Refused("", outcome, e.detail());
    }
  }

  /**
   * Counts a transcript as one that came before: one that another life of the service has worked
   * on.
   *
   * @param id the transcript's id
   */
  public void remember(String id) {
    recentIds.addIfNew(id, nanoClock.getAsLong());
  }

  /**
   * Forgets a transcript that was not worked on, so that its sender may send it again.
   *
   * @param id the transcript's id
   */
  public void forget(String id) {
    recentIds.forget(id);
  }

  private TranscriptOutcome judge(Transcript transcript, TranscriptMessage message) {
    String id = transcript.getId();
    Optional<TranscriptCheck.Fault> idFault = TranscriptCheck.id(id);
    if (idFault.isPresent()) {
      return refused("", idFault.get());
    }
    if (message.delivery().retained()) {
      return new Refused(
          id, Outcome.OUTCOME_RETAINED, "retained; publish transcripts without the retain flag");
    }
    if (transcript.hasFinal() && !transcript.getFinal()) {
      return new Ignored(id, IgnoredBecause.NOT_FINAL);
    }
    return signing
        .flatMap(required -> required.fault(transcript))
        .<TranscriptOutcome>map(detail -> unauthenticated(id, detail))
        .orElseGet(() -> judgeAuthentic(transcript, message));
  }

  private TranscriptOutcome judgeAuthentic(Transcript transcript, TranscriptMessage message) {
    String id = transcript.getId();
    if (!recentIds.addIfNew(id, nanoClock.getAsLong())) {
      return known(id, message.delivery().redelivered());
    }
    if (message.delivery().mayBeOld() && transcript.getSpokenAtMs() == 0) {
      return new Refused(
          id,
          Outcome.OUTCOME_TOO_OLD,
          "it may have waited at the broker while the service was away; set spoken_at_ms");
    }
    long nowMs = clock.millis();
    return check
        .fields(transcript, nowMs)
        .<TranscriptOutcome>map(fault -> refused(id, fault))
        .orElseGet(() -> new Accepted(utterance(transcript, nowMs)));
  }

  private TranscriptOutcome known(String id, boolean redelivered) {
    if (redelivered) {
      return new Ignored(id, IgnoredBecause.REDELIVERED);
    }
    String detail = "a transcript with this id came before";
    return signing.isPresent()
        ? unauthenticated(id, detail)
        : new Refused(id, Outcome.OUTCOME_DUPLICATE, detail);
  }

  private static Refused unauthenticated(String id, String detail) {
    return new Refused(id, Outcome.OUTCOME_UNAUTHENTICATED, detail);
  }

  private static Refused refused(String id, TranscriptCheck.Fault fault) {
    return new Refused(id, fault.outcome(), fault.detail());
  }

  private Utterance utterance(Transcript transcript, long nowMs) {
    Seat seat = transcript.getSpeaker();
    return new Utterance(
        transcript.getId(),
        transcript.getText(),
        confidence(transcript.hasConfidence(), transcript.getConfidence()),
        transcript.getAlternativesList().stream()
            .filter(alternative -> !TranscriptCheck.isBlank(alternative.getText()))
            .map(TranscriptReader::reading)
            .toList(),
        seat == Seat.UNRECOGNIZED ? Seat.SEAT_UNSPECIFIED : seat,
        transcript.getSession(),
        transcript.getSpokenAtMs() == 0 ? nowMs : transcript.getSpokenAtMs(),
        nanoClock.getAsLong());
  }

  private static Reading reading(Alternative alternative) {
    return new Reading(
        alternative.getText(),
        confidence(alternative.hasConfidence(), alternative.getConfidence()));
  }

  private static OptionalDouble confidence(boolean given, double confidence) {
    return given ? OptionalDouble.of(confidence) : OptionalDouble.empty();
  }
}
