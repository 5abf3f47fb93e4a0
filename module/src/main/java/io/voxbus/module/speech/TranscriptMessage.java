package io.voxbus.module.speech;

import com.google.protobuf.ByteString;

/**
 * A message as it came from the broker.
 *
 * @param payload its bytes
 * @param format how the bytes are to be read, which the topic decides
 * @param retained whether it carried MQTT's retain flag
 * @param redelivered whether it carried MQTT's DUP flag
 */
public record TranscriptMessage(
    ByteString payload, TranscriptFormat format, boolean retained, boolean redelivered) {}
