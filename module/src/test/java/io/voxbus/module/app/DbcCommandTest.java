package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DbcCommandTest {
  private static final String FILE = "../board-configs/virtual/virtual.dbc";

  @Test
  void aFileThatIsNoDbcIsAUsageMistakeInOneLine() {
    CommandRun run = CommandRun.of("dbc", "pom.xml");
    assertEquals(2, run.code());
    assertEquals(1, run.err().size());
    assertTrue(run.err().get(0).startsWith("voxbus dbc: pom.xml:1: found"), run.err()::toString);
  }

  @Test
  void theFileMustBeNamed() {
    assertEquals(2, CommandRun.of("dbc").code());
    assertEquals(2, CommandRun.of("dbc", "decode").code());
  }

  @Test
  void messagesAreListedWithTheirSignals() {
    CommandRun run = CommandRun.of("dbc", FILE);
    assertEquals(0, run.code());
    assertTrue(run.out().contains("0x245 RadioTuning, 3 bytes"));
    assertTrue(
        run.out()
            .contains(
                "    FmFrequency  15|16 Motorola unsigned  87.5 to 108 MHz  if RadioBand is 1"));
    assertTrue(run.out().contains("0x18FF5021 EnergyRequest, 2 bytes"));
  }

  @Test
  void framesAreDecodedInTheirOrder() {
    String log = "(1.0) can0 245#0107EE\n(2.0) can0 18FF5021#4101 T\n\n(3.0) can0 7FF#\n";
    CommandRun run = CommandRun.with(log, "dbc", "decode", FILE);
    assertEquals(
        List.of(
            "(1.0) can0 245 RadioTuning: RadioBand=1 (FM), FmFrequency=101.5 MHz",
            "(2.0) can0 18FF5021 EnergyRequest: Charging=1 (START), ChargeLimit=80 %",
            "(3.0) can0 7FF is not in the DBC file"),
        run.out());
    assertEquals(0, run.code());
  }

  @Test
  void aLineThatIsNoFrameIsToldAndTheOthersDone() {
    CommandRun run = CommandRun.with("nonsense\n(1.0) can0 224#01\n", "dbc", "decode", FILE);
    assertEquals(1, run.code());
    assertEquals(List.of("line 1: no frame as 'candump -L' writes it"), run.err());
    assertEquals(1, run.out().size());
  }
}
