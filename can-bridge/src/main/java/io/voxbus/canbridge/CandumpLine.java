package io.voxbus.canbridge;

import io.voxbus.proto.v1.Frame;
import java.time.Instant;

/**
 * A frame on the bus, as {@code candump -L} of can-utils writes it: {@code (1579857014.345944)
 * vcan0 486#82967A6B006B07F8}.
 *
 * @param at when it was sent; written with microseconds
 * @param channel the bus, for example {@code vcan0}
 * @param frame what was sent
 */
public record CandumpLine(Instant at, String channel, Frame frame) {
  /** The line, without an end of line. */
  @Override
  public String toString() {
    return new io.voxbus.module.can.CandumpLine(
            "%d.%06d".formatted(at.getEpochSecond(), at.getNano() / 1000),
            channel,
            frame.getCanId(),
            frame.getExtended(),
            frame.getFd(),
            frame.getData())
        .toString();
  }
}
