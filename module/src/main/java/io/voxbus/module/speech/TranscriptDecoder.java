package io.voxbus.module.speech;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.voxbus.proto.v1.Transcript;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes to the protobuf message, whichever way they are written; no field is checked here. */
final class TranscriptDecoder {
  private static final JsonFormat.Parser JSON = JsonFormat.parser().ignoringUnknownFields();

  private final HermesReader hermes;

  /** A decoder for the messages of a reader with these limits. */
  TranscriptDecoder(SpeechLimits limits) {
    // Acknowledged after one age at most; what comes back after an absence of one more is too old.
    this.hermes = new HermesReader(limits.age().multipliedBy(2));
  }

  /**
   * Reads the message.
   *
   * @param message the message
   * @param arrivedAtMs when it arrived, in milliseconds since 1970-01-01T00:00Z; part of the id of
   *     a Hermes message, which carries none
   * @param arrivedNanos the same, by {@link System#nanoTime}
   */
  Transcript decode(TranscriptMessage message, long arrivedAtMs, long arrivedNanos)
      throws Unreadable {
    return switch (message.format()) {
      case PROTOBUF -> fromProtobuf(message.payload());
      case JSON ->
          fromJson(
              message.payload(),
              new HermesReader.Arrival(
                  arrivedAtMs, arrivedNanos, message.delivery().redelivered()));
    };
  }

  private static Transcript fromProtobuf(ByteString payload) throws Unreadable {
    try {
      return Transcript.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new Unreadable("not a voxbus.v1.Transcript: truncated, or a string is not valid UTF-8");
    }
  }

  private Transcript fromJson(ByteString payload, HermesReader.Arrival arrival) throws Unreadable {
    String json = strictUtf8(payload);
    HermesReader.Shape shape = HermesReader.shapeOf(json);
    if (shape.isHermes()) {
      return hermes.read(shape.object(), arrival);
    }
    try {
      Transcript.Builder transcript = Transcript.newBuilder();
      JSON.merge(json, transcript);
      return transcript.build();
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new Unreadable(
          "a field of the JSON object has another type than voxbus.v1.Transcript's");
    }
  }

  private static String strictUtf8(ByteString bytes) throws Unreadable {
    try {
      // A new decoder reports malformed input; String's own constructor would replace it silently.
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.asReadOnlyByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      throw new Unreadable("not valid UTF-8");
    }
  }
}
