package io.voxbus.module.speech;

import io.voxbus.proto.v1.Outcome;

/** What became of a transcript message before the model was asked. */
public sealed interface TranscriptOutcome {

  /**
   * The transcript is sound and new.
   *
   * @param utterance what it says
   */
  record Accepted(Utterance utterance) implements TranscriptOutcome {}

  /**
   * The transcript is not worked on, and its sender is told so.
   *
   * @param id the transcript's id; empty when it could not be read so far
   * @param outcome why, as the response says it
   * @param detail one line with the cause and the mend, never the transcript's text
   */
  record Refused(String id, Outcome outcome, String detail) implements TranscriptOutcome {}

  /**
   * The message needs no work and no answer.
   *
   * @param id the transcript's id
   * @param reason why
   */
  record Ignored(String id, IgnoredBecause reason) implements TranscriptOutcome {}

  /** Why a message is ignored without an answer. */
  enum IgnoredBecause {
    /** An intermediate hypothesis: the recogniser may still change it. */
    NOT_FINAL,
    /**
     * The broker delivered a known message again (MQTT's DUP flag): its answer is under way or
     * sent.
     */
    REDELIVERED
  }
}
