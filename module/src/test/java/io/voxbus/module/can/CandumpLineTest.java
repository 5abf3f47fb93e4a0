package io.voxbus.module.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandumpLineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "can0 1F0#00",
        "(1.0) can0 1F0#0",
        "(1.0) can0 1F0 [1] 00",
        "(1.0) can0 1F#00",
        "(1.0) can0 1F0#XY"
      })
  void whatIsNoFrameIsNotRead(String line) {
    assertTrue(CandumpLine.parse(line).isEmpty());
  }

  @Test
  void threeDigitsAreElevenBits() {
    CandumpLine line =
        CandumpLine.parse("(1579857014.345944) can2 486#82967A6B006B07F8").orElseThrow();
    assertEquals("1579857014.345944", line.time());
    assertEquals("can2", line.channel());
    assertEquals(0x486, line.id());
    assertFalse(line.extended());
    assertEquals(8, line.data().size());
  }

  @Test
  void eightDigitsAreTwentyNineBits() {
    CandumpLine line = CandumpLine.parse("(1.5) vcan0 18FF5021#4101 T").orElseThrow();
    assertEquals(0x18FF5021, line.id());
    assertTrue(line.extended());
    assertEquals("18FF5021", line.hexId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(1579857014.345944) can2 486#82967A6B006B07F8",
        "(1.5) vcan0 18FF5021#4101",
        "(1.0) can0 14C##116A0",
        "(1.0) can0 7FF#"
      })
  void aLineIsWrittenAsItWasRead(String line) {
    assertEquals(line, CandumpLine.parse(line).orElseThrow().toString());
  }

  @Test
  void canFdHasFlagsAndRemoteFramesNoData() {
    assertEquals(2, CandumpLine.parse("(1.0) can0 14C##116A0").orElseThrow().data().size());
    assertTrue(CandumpLine.parse("(1.0) can0 14C#R").orElseThrow().data().isEmpty());
  }
}
