package io.voxbus.module.speech;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes what is signed of a message, by the rules of {@code Transcript.signature} in {@code
 * transcript.proto}: each value with its length before it, so that no two messages have the same
 * bytes.
 */
public final class CanonicalBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * Begins with what keeps a signature from being good for anything else.
   *
   * @param message the message's full name, for example {@code voxbus.v1.Transcript}
   * @param vehicle the vehicle's name in the topics
   */
  public CanonicalBytes(String message, String vehicle) {
    text(message).text(vehicle);
  }

  /** A string. */
  public CanonicalBytes text(String value) {
    return value(value.getBytes(StandardCharsets.UTF_8));
  }

  /** An integer; a bool is 0 or 1. */
  public CanonicalBytes integer(long value) {
    return value(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  /** A double. */
  public CanonicalBytes real(double value) {
    return value(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
  }

  /** Bytes as they are. */
  public CanonicalBytes bytes(ByteString value) {
    return value(value.toByteArray());
  }

  /** A field that is absent. */
  public CanonicalBytes absent() {
    return value(new byte[0]);
  }

  /** All that was written. */
  public byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private CanonicalBytes value(byte[] value) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
    bytes.writeBytes(value);
    return this;
  }
}
