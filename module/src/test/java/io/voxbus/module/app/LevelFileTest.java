package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.module.can.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelFileTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_767_225_600_000L);
  private static final List<Level> LEVELS =
      List.of(new Level("Lights", "Hazard", 1), new Level("Lights", "Fog", -2));

  @TempDir private Path folder;

  private LevelFile at(Duration later, String board) {
    return new LevelFile(folder.resolve("levels"), board, InstantSource.fixed(NOW.plus(later)));
  }

  @Test
  void levelsOutliveTheServiceAndAreItsOwnersOnly() throws IOException {
    at(Duration.ZERO, "virtual").write(LEVELS);
    assertEquals(LEVELS, at(Duration.ofMinutes(10), "virtual").read());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("levels"))));
  }

  @Test
  void levelsThatAreAsAtFirstTakeThePlaceOfOthers() {
    at(Duration.ZERO, "virtual").write(LEVELS);
    at(Duration.ZERO, "virtual").write(List.of());
    assertEquals(List.of(), at(Duration.ZERO, "virtual").read());
  }

  @Test
  void levelsThatStayAreAsYoungAsTheyWereWrittenLast() {
    Instant[] now = {NOW};
    LevelFile file = new LevelFile(folder.resolve("levels"), "virtual", () -> now[0]);
    file.write(LEVELS);
    now[0] = NOW.plus(Duration.ofMinutes(8));
    file.write(LEVELS);
    assertEquals(LEVELS, at(Duration.ofMinutes(18), "virtual").read());
  }

  @Test
  void noFileHasNoLevels() {
    assertEquals(List.of(), at(Duration.ZERO, "virtual").read());
  }

  @Test
  void whatIsOldOrOfAnotherBoardOrFromLaterCountsForNothing() {
    at(Duration.ZERO, "virtual").write(LEVELS);
    assertEquals(List.of(), at(Duration.ofMillis(600_001), "virtual").read());
    assertEquals(List.of(), at(Duration.ofMillis(-1), "virtual").read());
    assertEquals(List.of(), at(Duration.ZERO, "hatchback").read());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "voxbus-levels 2 1767225600000 virtual\nLights Fog 1\n",
        "voxbus-levels 1 soon virtual\n",
        "voxbus-levels 1 1767225600000 virtual\nLights Fog\n",
        "voxbus-levels 1 1767225600000 virtual\nLights Fog on\n"
      })
  void whatCannotBeUnderstoodCountsForNothing(String content) throws IOException {
    Files.writeString(folder.resolve("levels"), content);
    assertEquals(List.of(), at(Duration.ZERO, "virtual").read());
  }
}
