package io.voxbus.hil.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.voxbus.module.app.CommandException;
import io.voxbus.proto.v1.Transcript;
import java.nio.charset.StandardCharsets;

/** Lines for {@code voxbus sign}; what is a transcript is the same when it is written again. */
final class SignCommandFuzzTest {
  @DictionaryEntries({
    "\"id\":",
    "\"text\":",
    "\"speaker\":",
    "\"confidence\":",
    "\"alternatives\":",
    "\"session\":",
    "\"final\":",
    "\"spokenAtMs\":",
    "\"signature\":\"AA\"",
    "NaN",
    "null"
  })
  @FuzzTest
  void areReadAndWrittenTheSameOrRefused(byte[] bytes) throws InvalidProtocolBufferException {
    try {
      Transcript transcript = SignCommand.transcript(new String(bytes, StandardCharsets.UTF_8));
      String written = JsonFormat.printer().print(transcript);
      assertEquals(transcript, SignCommand.transcript(written));
    } catch (CommandException refused) {
      assertTrue(String.valueOf(refused.getMessage()).startsWith("a line is no JSON transcript"));
    }
  }
}
