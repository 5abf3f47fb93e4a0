package io.voxbus.module.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.voxbus.proto.v1.Transcript;

/** Transcripts as protobuf; what is one says the same when it is written as JSON. */
final class ProtobufTranscriptFuzzTest {
  @FuzzTest
  void isAnsweredAndSaysTheSameInJson(byte[] bytes) throws InvalidProtocolBufferException {
    ByteString payload = ByteString.copyFrom(bytes);
    TranscriptOutcome outcome = Transcripts.checked(payload, TranscriptFormat.PROTOBUF);
    Transcript transcript = parsed(bytes);
    String json = JsonFormat.printer().print(transcript);
    if (!transcript.getId().isEmpty()) {
      assertEquals(outcome, Transcripts.read(ByteString.copyFromUtf8(json), TranscriptFormat.JSON));
    }
  }

  private static Transcript parsed(byte[] bytes) {
    try {
      return Transcript.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      return Transcript.getDefaultInstance();
    }
  }
}
