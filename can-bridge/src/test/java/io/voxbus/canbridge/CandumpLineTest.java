package io.voxbus.canbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.voxbus.proto.v1.Frame;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CandumpLineTest {
  private static final Instant THEN = Instant.ofEpochSecond(1_579_857_014, 345_944_999);

  @Test
  void isWrittenAsCandumpDoes() {
    assertEquals(
        "(1579857014.345944) vcan0 486#82967A6B006B07F8", line(0x486, false, "82967A6B006B07F8"));
  }

  @Test
  void aShortIdentifierHasThreeDigits() {
    assertEquals("(1579857014.345944) vcan0 00F#01", line(0xF, false, "01"));
  }

  @Test
  void anExtendedIdentifierHasEightDigits() {
    assertEquals("(1579857014.345944) vcan0 00000486#01", line(0x486, true, "01"));
  }

  @Test
  void aFrameWithoutPayloadEndsAfterTheSeparator() {
    assertEquals("(1579857014.345944) vcan0 486#", line(0x486, false, ""));
  }

  @Test
  void aFrameOfCanFdNamesItsFlags() {
    Frame frame = frame(0x14C, false, "16A0FF112233445566778899").toBuilder().setFd(true).build();
    assertEquals(
        "(1579857014.345944) vcan0 14C##116A0FF112233445566778899",
        new CandumpLine(THEN, "vcan0", frame).toString());
  }

  private static String line(int id, boolean extended, String data) {
    return new CandumpLine(THEN, "vcan0", frame(id, extended, data)).toString();
  }

  private static Frame frame(int id, boolean extended, String data) {
    return Frame.newBuilder()
        .setCanId(id)
        .setExtended(extended)
        .setData(ByteString.copyFrom(HexFormat.of().parseHex(data)))
        .build();
  }
}
