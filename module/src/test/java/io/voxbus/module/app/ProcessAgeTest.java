package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessAgeTest {
  private static final String BEFORE_START =
      "S 1 4711 4711 0 -1 4194304 9 0 0 0 12 3 0 0 20 0 17 0";

  @Test
  void agesFromTheStartAndNotFromTheClock() {
    assertEquals(
        Duration.ofMillis(690),
        ProcessAge.of("42 (java) " + BEFORE_START + " 1231 9", "13.00 7.5\n"));
  }

  @Test
  void takesANameWithSpacesAndBrackets() {
    assertEquals(
        Duration.ofMillis(690),
        ProcessAge.of("42 (a) b (c)) " + BEFORE_START + " 1231 9", "13.00 7.5\n"));
  }

  @Test
  void refusesWhatTellsNoStart() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ProcessAge.of("42 (java) " + BEFORE_START + " 0 9", "13.00 7.5\n"));
    assertThrows(IllegalArgumentException.class, () -> ProcessAge.of("42 (java) S 1", "13.00 7.5"));
  }

  @Test
  void thisProcessIsALittleOlderThanItsJavaVm() {
    long vm = ManagementFactory.getRuntimeMXBean().getUptime();
    long process = ProcessAge.now().toMillis();
    assertTrue(process >= vm - 20 && process < vm + 10_000, process + " ms, Java VM " + vm + " ms");
  }
}
