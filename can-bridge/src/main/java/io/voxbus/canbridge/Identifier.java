package io.voxbus.canbridge;

import io.voxbus.proto.v1.Frame;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What tells the messages of a bus apart.
 *
 * @param id without flag bits
 * @param extended whether it has 29 bits
 */
record Identifier(int id, boolean extended) {
  static Identifier of(Frame frame) {
    return new Identifier(frame.getCanId(), frame.getExtended());
  }

  /** Frames by identifier, both in the order in which they are to be sent. */
  static Map<Identifier, List<Frame>> grouped(List<Frame> frames) {
    return frames.stream()
        .sorted(Comparator.comparingInt(Frame::getDelayMs))
        .collect(Collectors.groupingBy(Identifier::of, LinkedHashMap::new, Collectors.toList()));
  }
}
