package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

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
  void refusesAStartOfZero() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ProcessAge.of("42 (java) " + BEFORE_START + " 0 9", "13.00 7.5\n"));
  }

  @Test
  void refusesWhatHasNoStart() {
    assertThrows(IllegalArgumentException.class, () -> ProcessAge.of("42 (java) S 1", "13.00 7.5"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void linuxTellsThatThisProcessIsALittleOlderThanItsJavaVm() throws IOException {
    long vm = ManagementFactory.getRuntimeMXBean().getUptime();
    long process =
        ProcessAge.of(
                Files.readString(Path.of("/proc/self/stat")),
                Files.readString(Path.of("/proc/uptime")))
            .toMillis();
    assertTrue(process >= vm - 20 && process < vm + 10_000, process + " ms, Java VM " + vm + " ms");
    assertTrue(Math.abs(ProcessAge.now().toMillis() - process) < 1_000);
  }
}
