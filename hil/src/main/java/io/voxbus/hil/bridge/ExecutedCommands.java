package io.voxbus.hil.bridge;

import io.voxbus.proto.v1.CanBridgeAck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands that were carried out or rejected, by id, with what was said of each. Forgets the
 * oldest.
 */
final class ExecutedCommands {
  private final int limit;
  private final Map<String, List<CanBridgeAck>> acks = new LinkedHashMap<>();

  /**
   * @param limit how many ids are remembered, positive
   */
  ExecutedCommands(int limit) {
    this.limit = limit;
  }

  /** What was said of a command so far, in order; empty for an id that is new or forgotten. */
  Optional<List<CanBridgeAck>> find(String id) {
    return Optional.ofNullable(acks.get(id)).map(List::copyOf);
  }

  /** Remembers an ack. */
  void said(CanBridgeAck ack) {
    acks.computeIfAbsent(ack.getCommandId(), id -> new ArrayList<>()).add(ack);
    if (acks.size() > limit) {
      acks.remove(acks.keySet().iterator().next());
    }
  }
}
