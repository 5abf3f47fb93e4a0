package io.voxbus.module.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.dbc.BitField;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The checksums are those that AUTOSAR and autosar-e2e publish, and sums that a hand can add. */
class ProtectionTest {
  private static final BitField FIRST_BYTE = new BitField(0, 8, BitField.Order.INTEL);
  private static final BitField FIRST_TWO = new BitField(0, 16, BitField.Order.INTEL);
  private static final BitField LAST_BYTE = new BitField(56, 8, BitField.Order.INTEL);
  private static final BitField LOW_NIBBLE = new BitField(8, 4, BitField.Order.INTEL);
  private static final BitField THIRD_BYTE = new BitField(16, 8, BitField.Order.INTEL);
  private static final RollingCounter ROLLING =
      new RollingCounter(new BitField(52, 4, BitField.Order.INTEL), 16);

  private static String guarded(Protection protection, String payload, int count) {
    byte[] bytes = HexFormat.of().parseHex(payload);
    protection.protect(bytes, count);
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  private static String h2f(byte[] octets) {
    int rest = 0xFF;
    for (byte octet : octets) {
      rest = Crc8.H2F.step(rest, octet & 0xFF);
    }
    return "%02X".formatted(rest ^ 0xFF);
  }

  @ParameterizedTest
  @CsvSource({
    "00000000, 12",
    "F20183, C2",
    "0FAA0055, C6",
    "00FF5511, 77",
    "332255AABBCCDDEEFF, 11",
    "926B55, 33",
    "FFFFFFFF, 6C"
  })
  void theStepsOfProfile2AreThoseOfH2f(String octets, String expected) {
    assertEquals(expected, h2f(HexFormat.of().parseHex(octets)));
  }

  @Test
  void theCheckValueOfH2fIsKept() {
    assertEquals("DF", h2f("123456789".getBytes(StandardCharsets.US_ASCII)));
  }

  @ParameterizedTest
  @CsvSource({"00000000, 84C0", "F20183, D374", "0FAA0055, 2023", "FFFFFFFF, 1D0F"})
  void theStepsOfProfile5AreThoseOfCcitt(String octets, String expected) {
    int rest = 0xFFFF;
    for (byte octet : HexFormat.of().parseHex(octets)) {
      rest = E2eProfile5.step(rest, octet & 0xFF);
    }
    assertEquals(expected, "%04X".formatted(rest));
  }

  @Test
  void profile2TakesTheDataIdOfItsCount() {
    List<Integer> zeros = Collections.nCopies(16, 0);
    List<Integer> rising = IntStream.range(0, 16).boxed().toList();
    assertEquals(
        "4501000000000000",
        guarded(new E2eProfile2(zeros, FIRST_BYTE, LOW_NIBBLE), "0000000000000000", 1));
    assertEquals(
        "6101020304050607",
        guarded(new E2eProfile2(rising, FIRST_BYTE, LOW_NIBBLE), "0001020304050607", 1));
    assertEquals(
        "BC02020304050607",
        guarded(new E2eProfile2(rising, FIRST_BYTE, LOW_NIBBLE), "0001020304050607", 2));
  }

  @ParameterizedTest
  @CsvSource({"0, 1CCA000000000000", "1, CF8D010000000000"})
  void profile5SendsItsChecksumLowByteFirst(int count, String expected) {
    assertEquals(
        expected,
        guarded(new E2eProfile5(0x1234, FIRST_TWO, THIRD_BYTE), "0000000000000000", count));
  }

  /** 0x73 + 0x02 + 5 + 1 + 2 + 0x30, the counter's byte, is 0xAD. */
  @Test
  void aSumCountsBothBytesOfTheIdTheConstantAndAllOtherBytes() {
    assertEquals(
        "01020000000030AD",
        guarded(new Sum8(0x273, 5, LAST_BYTE, Optional.of(ROLLING)), "01020000000000FF", 3));
  }

  @Test
  void aSumKeepsItsLowestByte() {
    assertEquals(
        "FFFF0000000000FE",
        guarded(new Sum8(0, 0, LAST_BYTE, Optional.empty()), "FFFF000000000000", 0));
  }

  @Test
  void anExclusiveOrLeavesItsOwnByteOut() {
    assertEquals(
        "0F3C000000004079",
        guarded(new Xor8(0x0A, LAST_BYTE, Optional.of(ROLLING)), "0F3C0000000000FF", 4));
  }

  @Test
  void aCounterAloneTouchesNothingElse() {
    assertEquals("FFFFFFFFFFFF5FFF", guarded(ROLLING, "FFFFFFFFFFFFFFFF", 5));
  }

  private static Stream<Protection> everyProfile() {
    return Stream.of(
        new E2eProfile1(0x252, FIRST_BYTE, LOW_NIBBLE),
        new E2eProfile2(Collections.nCopies(16, 7), FIRST_BYTE, LOW_NIBBLE),
        new E2eProfile5(0x1234, FIRST_TWO, THIRD_BYTE),
        new Sum8(0x101, 0, LAST_BYTE, Optional.of(ROLLING)),
        new Xor8(3, LAST_BYTE, Optional.of(ROLLING)));
  }

  @ParameterizedTest
  @MethodSource("everyProfile")
  void aReceiverSeesTheCounterAndEveryBitThatFell(Protection protection) {
    byte[] payload = HexFormat.of().parseHex("0000001122334400");
    protection.protect(payload, 3);
    assertEquals(3, protection.count(payload));
    assertTrue(protection.holds(payload));
    for (int bit = 0; bit < payload.length * 8; bit++) {
      byte[] fallen = payload.clone();
      fallen[bit / 8] ^= (byte) (1 << bit % 8);
      assertFalse(protection.holds(fallen), "bit " + bit);
    }
  }

  @Test
  void aCountThatIsNeverSentDoesNotHold() {
    byte[] payload = new byte[8];
    Protection protection = new E2eProfile1(0x252, FIRST_BYTE, LOW_NIBBLE);
    protection.protect(payload, 15);
    assertFalse(protection.holds(payload));
  }
}
