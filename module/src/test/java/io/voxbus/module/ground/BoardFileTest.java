package io.voxbus.module.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoardFileTest {
  @TempDir private Path boards = Path.of("");

  private Path board(String name, String text) throws IOException {
    Path folder = Files.createDirectories(boards.resolve(name));
    Files.writeString(folder.resolve("board.yaml"), text);
    return folder;
  }

  @Test
  void whatStandsInAFileReplacesWhatItsBaseSays() throws IOException {
    board("first", "about: one\nunits: {speed: kmh}\nplaces: {seats: [front_left], doors: []}\n");
    Path second = board("second", "base: ../first\nabout: two\nplaces: {seats: [rear_left]}\n");
    BoardFile file = BoardFile.read(second, "board.yaml");
    assertEquals("two", file.get("about").text());
    assertTrue(file.get("units").inherited());
    assertEquals(List.of("seats", "doors"), List.copyOf(file.entries("places").keySet()));
    BoardPart seats = Objects.requireNonNull(file.entries("places").get("seats"));
    assertEquals("rear_left", seats.items().get(0).text());
    assertEquals(0, seats.depth());
  }

  @Test
  void aKeyWithNothingUnderItHasNoEntries() throws IOException {
    BoardFile file = BoardFile.read(board("first", "unsupported:\n"), "board.yaml");
    assertEquals(0, file.entries("unsupported").size());
    assertEquals(0, file.entries("functions").size());
  }

  @Test
  void aBaseMayHaveABase() throws IOException {
    board("first", "about: one\ndbc: first.dbc\n");
    board("second", "base: ../first\n");
    BoardFile file = BoardFile.read(board("third", "base: ../second\n"), "board.yaml");
    assertEquals(2, file.get("about").depth());
    assertEquals(Path.of("..", "first"), file.folder("dbc"));
  }

  @Test
  void aMistakeInABaseIsToldWithItsFile() throws IOException {
    board("first", "wheels: 4\n");
    BoardFile file = BoardFile.read(board("second", "base: ../first\n"), "board.yaml");
    String message =
        String.valueOf(assertThrows(BoardException.class, () -> file.allow("about")).getMessage());
    assertEquals(
        "../first/board.yaml, line 1, wheels: this key is not known here; allowed are about, base",
        message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "\"\"", "\"a\\0b\"", "../nowhere"})
  void aBaseThatIsNoBoardIsRefused(String base) throws IOException {
    Path folder = board("second", "base: " + base + "\n");
    assertThrows(BoardException.class, () -> BoardFile.read(folder, "board.yaml"));
  }

  @Test
  void basesThatGoRoundInACircleAreRefused() throws IOException {
    board("first", "base: ../second\n");
    Path second = board("second", "base: ../first\n");
    String message =
        String.valueOf(
            assertThrows(BoardException.class, () -> BoardFile.read(second, "board.yaml"))
                .getMessage());
    assertTrue(message.contains("there are more than 8 bases"), message);
  }
}
