package io.voxbus.module.can;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One frame of a log as {@code candump -L} of can-utils writes it: {@code (1579857014.345944) can0
 * 1F0#C006E00000000000}.
 *
 * <p>An identifier of more than three digits has 29 bits. {@code ##} and a digit of flags mark CAN
 * FD, {@code #R} a remote frame. Flags are not kept: a CAN FD frame is written with flag 1, that
 * the bit rate was switched, as it usually is.
 *
 * @param time seconds, as written, without the brackets
 * @param channel for example "can0"
 * @param id the identifier without flag bits
 * @param extended whether the identifier has 29 bits
 * @param fd whether it is a CAN FD frame
 * @param data the payload; empty for a remote frame
 */
public record CandumpLine(
    String time, String channel, int id, boolean extended, boolean fd, ByteString data) {
  private static final Pattern LINE =
      Pattern.compile(
          "\\((?<time>\\d+\\.\\d+)\\)\\s+(?<channel>\\S+)\\s+(?<id>[0-9A-Fa-f]{3}|[0-9A-Fa-f]{8})#"
              + "(?<fd>#[0-9A-Fa-f])?(?<data>(?:[0-9A-Fa-f]{2}){0,64}|R\\d?)(?:\\s+[RT])?\\s*");

  /** Reads a line; empty when it is none. */
  public static Optional<CandumpLine> parse(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches() ? Optional.of(of(matcher)) : Optional.empty();
  }

  private static CandumpLine of(Matcher matcher) {
    String id = matcher.group("id");
    String data = matcher.group("data");
    byte[] bytes = data.startsWith("R") ? new byte[0] : HexFormat.of().parseHex(data);
    return new CandumpLine(
        matcher.group("time"),
        matcher.group("channel"),
        (int) (Long.parseLong(id, 16) & 0x1FFF_FFFF),
        id.length() > 3,
        matcher.group("fd") != null,
        ByteString.copyFrom(bytes));
  }

  /** The line, without an end of line. */
  @Override
  public String toString() {
    return "(" + time + ") " + channel + " " + hexId() + (fd ? "##1" : "#") + hexData();
  }

  /** The payload in upper-case hexadecimal digits. */
  public String hexData() {
    return HexFormat.of().withUpperCase().formatHex(data.toByteArray());
  }

  /** The identifier in as many digits as its kind has. */
  public String hexId() {
    return (extended ? "%08X" : "%03X").formatted(id);
  }
}
