package io.voxbus.module.speech;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;

/** Transcripts as JSON. */
final class JsonTranscriptFuzzTest {
  @DictionaryEntries({
    "\"id\":",
    "\"text\":",
    "\"speaker\":",
    "\"confidence\":",
    "\"alternatives\":",
    "\"locale\":",
    "\"session\":",
    "\"final\":",
    "\"spokenAtMs\":",
    "\"keyId\":",
    "\"signature\":",
    "SEAT_DRIVER",
    "NaN",
    "Infinity",
    "1e400",
    "null",
    "true",
    "\\ud83d",
    "\\u0000",
    "{\"a\":",
    "[[[[[[[["
  })
  @FuzzTest
  void isAnswered(byte[] bytes) {
    Transcripts.checked(ByteString.copyFrom(bytes), TranscriptFormat.JSON);
  }
}
