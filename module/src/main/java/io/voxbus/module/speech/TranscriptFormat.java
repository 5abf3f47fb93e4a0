package io.voxbus.module.speech;

/** How a transcript is written. */
public enum TranscriptFormat {
  /** The protobuf message {@code voxbus.v1.Transcript}. */
  PROTOBUF,
  /** Its JSON form, or the Hermes shape {@code {"text", "likelihood", "siteId", "sessionId"}}. */
  JSON
}
