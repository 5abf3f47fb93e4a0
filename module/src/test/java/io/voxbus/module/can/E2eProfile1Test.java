package io.voxbus.module.can;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.dbc.BitField;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checksums are those that AUTOSAR and autosar-e2e publish. */
class E2eProfile1Test {
  private static final BitField FIRST_BYTE = new BitField(0, 8, BitField.Order.INTEL);
  private static final BitField LOW_NIBBLE = new BitField(8, 4, BitField.Order.INTEL);

  /** CRC-8 SAE J1850: the same steps, from 0xFF and inverted at the end. */
  private static String j1850(byte[] octets) {
    int crc = 0xFF;
    for (byte octet : octets) {
      crc = Crc8.J1850.step(crc, octet & 0xFF);
    }
    return "%02X".formatted(crc ^ 0xFF);
  }

  @ParameterizedTest
  @CsvSource({
    "00000000, 59",
    "F20183, 37",
    "0FAA0055, 79",
    "00FF5511, B8",
    "332255AABBCCDDEEFF, CB",
    "926B55, 8C",
    "FFFFFFFF, 74"
  })
  void theStepsAreThoseOfJ1850(String octets, String expected) {
    assertEquals(expected, j1850(HexFormat.of().parseHex(octets)));
  }

  @Test
  void theCheckValueOfJ1850IsKept() {
    assertEquals("4B", j1850("123456789".getBytes(StandardCharsets.US_ASCII)));
  }

  @ParameterizedTest
  @CsvSource({"0, CC00000000000000", "1, 9101000000000000"})
  void theChecksumCoversDataIdCounterAndPayload(int count, String expected) {
    byte[] payload = new byte[8];
    new E2eProfile1(0x123, FIRST_BYTE, LOW_NIBBLE).protect(payload, count);
    assertEquals(expected, HexFormat.of().withUpperCase().formatHex(payload));
  }

  @Test
  void theCounterHasFifteenValues() {
    assertEquals(15, new E2eProfile1(0x123, FIRST_BYTE, LOW_NIBBLE).modulo());
  }
}
