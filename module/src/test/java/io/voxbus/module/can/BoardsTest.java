package io.voxbus.module.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.ground.Board;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The boards that come with Voxbus. */
class BoardsTest {
  static List<Path> folders() {
    return Boards.folders();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void nothingIsWrongWithABoard(Path folder) {
    assertEquals(List.of(), BoardCheck.of(folder).findings());
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyFolderHoldsTheSameFiles(Path folder) {
    for (String name : List.of("board.yaml", "mapping.yaml", "README.md")) {
      assertTrue(Files.exists(folder.resolve(name)), folder + "/" + name);
    }
    assertTrue(Files.exists(folder.resolve(Board.read(folder).dbc())), folder.toString());
  }

  @Test
  void everySignalOfTheVirtualBoardIsReached() {
    assertEquals(List.of(), BoardCheck.of(Path.of("..", "board-configs", "virtual")).notes());
  }

  @Test
  void aBoardIsItsBaseWhereItSaysNothing() {
    Board virtual = Board.read(Path.of("..", "board-configs", "virtual"));
    Board pi = Board.read(Path.of("..", "board-configs", "raspberry-pi-5"));
    assertEquals(virtual.functions(), pi.functions());
    assertEquals("can0", pi.hardware().channel().name());
    assertEquals(2, pi.hardware().threads());
  }

  @Test
  void aBoardLacksWhatItCallsUnsupported() {
    Board hatchback = Board.read(Path.of("..", "board-configs", "hatchback"));
    assertEquals(50, hatchback.functions().size());
    assertTrue(hatchback.function("control_sunroof").isEmpty());
    assertEquals("It has no sunroof.", hatchback.unsupported("control_sunroof").orElseThrow());
    assertEquals(2, hatchback.function("set_temperature").orElseThrow().places().size());
  }
}
