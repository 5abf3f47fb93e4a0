package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoardCheckCommandTest {
  private static final String VIRTUAL = "../board-configs/virtual";

  @Test
  void aGoodBoardIsOneLine() {
    CommandRun run = CommandRun.of("board", "check", VIRTUAL);
    assertEquals(List.of(VIRTUAL + ": good"), run.out());
    assertEquals(0, run.code());
  }

  @Test
  void aFileOfABoardIsItsFolder() {
    assertEquals(
        List.of(VIRTUAL + ": good"),
        CommandRun.of("board", "check", VIRTUAL + "/board.yaml").out());
  }

  @Test
  void aBadBoardAmongGoodOnesIsToldAndFails() {
    CommandRun run = CommandRun.of("board", "check", VIRTUAL, "no-such-board");
    assertEquals(1, run.code());
    assertEquals(VIRTUAL + ": good", run.out().get(0));
    assertTrue(
        run.out().get(1).startsWith("no-such-board: board.yaml: the file cannot be read"),
        run.out()::toString);
    assertEquals("no-such-board: 1 to mend", run.out().get(2));
  }

  @Test
  void whatMayBeMeantSoIsANote() {
    CommandRun run = CommandRun.of("board", "check", "../board-configs/hatchback");
    assertEquals(0, run.code());
    assertTrue(
        run.out().get(0).startsWith("note: ../board-configs/hatchback: ClimateSwitches: no"),
        run.out()::toString);
  }

  @Test
  void aFolderMustBeNamed() {
    assertEquals(2, CommandRun.of("board", "check").code());
    assertEquals(2, CommandRun.of("board").code());
  }
}
