package io.voxbus.module.speech;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;

/** Hermes' messages: any object becomes one when it gets a session. */
final class HermesTranscriptFuzzTest {
  @DictionaryEntries({
    "\"text\":",
    "\"likelihood\":",
    "\"siteId\":",
    "\"sessionId\":",
    "\"seconds\":",
    "\"id\":",
    "rear_left",
    "DRIVER",
    "NaN",
    "1e400",
    "-1e-400",
    "null",
    "\\ud83d",
    "\\u0000",
    "[[[[[[[["
  })
  @FuzzTest
  void isAnswered(byte[] bytes) {
    Transcripts.checked(ByteString.copyFrom(bytes), TranscriptFormat.JSON);
    ByteString marked =
        ByteString.copyFromUtf8("{\"seconds\":1,")
            .concat(ByteString.copyFrom(bytes).substring(Math.min(1, bytes.length)));
    Transcripts.checked(marked, TranscriptFormat.JSON);
  }
}
