package io.voxbus.module.speech;

import com.google.protobuf.ByteString;

/**
 * A message as it came from the broker.
 *
 * @param payload its bytes
 * @param format how the bytes are to be read, which the topic decides
 * @param delivery how it was delivered
 */
public record TranscriptMessage(ByteString payload, TranscriptFormat format, Delivery delivery) {

  /**
   * How a message was delivered.
   *
   * @param retained whether it carried MQTT's retain flag
   * @param redelivered whether it carried MQTT's DUP flag
   * @param mayBeOld whether it may have waited at the broker for longer than an utterance may be
   *     old; then it must say when it was spoken
   */
  public record Delivery(boolean retained, boolean redelivered, boolean mayBeOld) {
    /** As it was published, and without delay. */
    public static final Delivery DIRECT = new Delivery(false, false, false);
  }
}
