package io.voxbus.module.can;

import com.google.protobuf.ByteString;
import java.util.HexFormat;

/**
 * One CAN frame to send.
 *
 * @param id the identifier without flag bits: 0 to 0x7FF, or 0 to 0x1FFFFFFF when extended
 * @param extended whether the identifier has 29 bits
 * @param data 0 to 8 bytes, up to 64 when {@code fd}
 * @param fd whether it is a CAN FD frame
 * @param delayMs how long after the command's first frame it is sent, in milliseconds
 */
public record CanFrame(int id, boolean extended, ByteString data, boolean fd, int delayMs) {
  /** The payload in upper-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().withUpperCase().formatHex(data.toByteArray());
  }

  /**
   * The frame as {@code candump -L} of can-utils writes it, at its delay after second 0.
   *
   * @param channel for example "can0"
   */
  public String candump(String channel) {
    return "(%d.%06d) %s %s%s%s"
        .formatted(
            delayMs / 1000,
            delayMs % 1000 * 1000,
            channel,
            (extended ? "%08X" : "%03X").formatted(id),
            fd ? "##0" : "#",
            hex());
  }
}
