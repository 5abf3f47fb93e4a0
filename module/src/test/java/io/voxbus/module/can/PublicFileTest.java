package io.voxbus.module.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.voxbus.module.ground.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A board for a public DBC file that others wrote; skipped where the file is not. */
class PublicFileTest {
  private static final Path DBC =
      Path.of("..", "..", "shared", "references", "dbc", "tesla_Model3CAN_mgerczuk-fork.dbc");
  private static final Path FILES = Path.of("src", "test", "resources", "boards", "tesla");

  @TempDir private Path parent = Path.of("");

  private Path folder = Path.of("");

  @BeforeEach
  void putTogether() throws IOException {
    assumeTrue(Files.exists(DBC), "the public DBC file is not here");
    folder = Files.createDirectories(parent.resolve("tesla"));
    for (String name : List.of("board.yaml", "mapping.yaml", "README.md")) {
      Files.copy(FILES.resolve(name), folder.resolve(name));
    }
    Files.copy(DBC, folder.resolve("model3.dbc"));
  }

  private List<String> frames(String function, Map<String, ?> args) {
    Board board = Board.read(folder);
    return new CommandEncoder(BoardMapping.read(folder, board))
        .encode(Passed.of(board, function, args)).frames().stream()
            .map(frame -> "%03X#%s@%d".formatted(frame.id(), frame.hex(), frame.delayMs()))
            .toList();
  }

  @Test
  void nothingIsWrongWithTheBoard() {
    BoardCheck.Report report = BoardCheck.of(folder);
    assertEquals(List.of(), report.findings());
    assertTrue(
        report.notes().get(0).startsWith("ID119VCSEC_windowRequests: no function reaches VCSEC_"),
        report.notes()::toString);
  }

  @Test
  void aLockRequestReturnsToIdle() {
    assertEquals(
        List.of("273#0000020000000000@0", "273#0000000000000000@200"),
        frames("set_door_lock", Map.of("state", "lock")));
  }

  @Test
  void aWindowIsABitBesideTheRequestOfAll() {
    assertEquals(
        List.of("119#1132@0", "119#007F@200"),
        frames("control_window", Map.of("action", "open", "position", 50, "area", "left")));
  }

  /** 0xE9 + 0x03 + 0x04, and the counter's byte: 0x00, 0x10, 0x20. */
  @Test
  void theSumCountsIdentifierAndCounter() {
    assertEquals(
        List.of("3E9#04000000000000F0@0", "3E9#0400000000001000@50", "3E9#0400000000002010@100"),
        frames("set_hazard_lights", Map.of("state", "on")));
  }

  @Test
  void everyCallIsWrittenForCantools() throws IOException {
    try (FrameRows rows = new FrameRows(Path.of("target", "public-frames.jsonl"))) {
      rows.write(folder, DBC);
      assertTrue(rows.written() > 100, "only " + rows.written() + " rows");
    }
  }
}
