package io.voxbus.module.app;

import io.voxbus.module.bridge.InboundMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The broker's deliveries of transcripts that are being worked on. Each is acknowledged when its
 * transcript's commands, or its refusal, were handed on, so that a crash before costs nothing; one
 * that is delivered again over a new connection is acknowledged there.
 */
final class Deliveries {
  private final Map<String, List<InboundMessage>> open = new HashMap<>();

  void opened(String transcriptId, InboundMessage message) {
    open.computeIfAbsent(transcriptId, id -> new ArrayList<>()).add(message);
  }

  /** A known transcript came again. */
  void repeated(String transcriptId, InboundMessage message) {
    List<InboundMessage> messages = open.get(transcriptId);
    if (messages == null) {
      message.acknowledge();
    } else {
      messages.add(message);
    }
  }

  void handedOn(String transcriptId) {
    List<InboundMessage> messages = open.remove(transcriptId);
    if (messages != null) {
      messages.forEach(InboundMessage::acknowledge);
    }
  }

  /** The broker is to deliver it again. */
  void leave(String transcriptId) {
    open.remove(transcriptId);
  }
}
