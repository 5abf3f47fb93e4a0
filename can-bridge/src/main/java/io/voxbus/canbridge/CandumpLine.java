package io.voxbus.canbridge;

import io.voxbus.proto.v1.Frame;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A frame on the bus, as {@code candump -L} of can-utils writes it: {@code (1579857014.345944)
 * vcan0 486#82967A6B006B07F8}.
 *
 * @param at when it was sent; written with microseconds
 * @param channel the bus, for example {@code vcan0}
 * @param frame what was sent
 */
public record CandumpLine(Instant at, String channel, Frame frame) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Flag 1: the bit rate was switched, as CAN FD frames usually do. */
  private static final String FD_SEPARATOR = "##1";

  /**
   * The line, without an end of line. An identifier of 29 bits has eight digits, one of 11 bits
   * three.
   */
  @Override
  public String toString() {
    return "(%d.%06d) %s %s%s%s"
        .formatted(
            at.getEpochSecond(),
            at.getNano() / 1000,
            channel,
            identifier(),
            frame.getFd() ? FD_SEPARATOR : "#",
            HEX.formatHex(frame.getData().toByteArray()));
  }

  private String identifier() {
    return (frame.getExtended() ? "%08X" : "%03X").formatted(frame.getCanId());
  }
}
