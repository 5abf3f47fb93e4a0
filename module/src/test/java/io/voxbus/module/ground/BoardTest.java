package io.voxbus.module.ground;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardTest {
  private static void refuses(String text, String expected) {
    BoardException refusal =
        assertThrows(
            BoardException.class,
            () ->
                new BoardReader(Catalogue.standard(), Problems.STRICT)
                    .read(BoardFile.of(BoardPart.parse("board.yaml", text))));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains(expected), message);
  }

  /** One change each to the board that works; what stands left of the arrow occurs once in it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          steering_wheel: left              | steering_wheel: centre         | steering_wheel: 'centre' is not known here; write one of left, right
          temperature: celsius              | temperature: kelvin            | 'kelvin' is not known here
          seats: [front_left,               | seats: [front_middle,          | 'front_middle' is no place
          set_climate_power:                | set_climate_powder:            | the catalogue has no function set_climate_powder
          set_auto_climate: {places: climate_zones, area: [all]} | set_auto_climate: {places: climate_zones} | places and area belong together
          set_auto_climate: {places: climate_zones, area: [all]} | set_auto_climate: {places: zones, area: [all]} | there is no list zones under places
          set_climate_sync: {}              | set_climate_sync: {places: seats, area: [all]} | set_climate_sync has no argument area
          range: [16, 28], step: 0.5        | range: [28, 16], step: 0.5     | range begins at 28, above its end 16
          range: [16, 28], step: 0.5        | range: [16.2, 28], step: 0.5   | no multiples of the step 0.5
          range: [16, 28], step: 0.5        | range: [16], step: 0.5         | the range has 1 numbers
          range: [16, 28], step: 0.5        | range: [16, 28], step: half    | 'half' is no number
          range: [16, 28], step: 0.5        | range: [16, 28], step: 1e-99999999 | '1e-99999999' is no number
          range: [16, 28], step: 0.5        | range: [0, 1e99999999], step: 0.5  | '1e99999999' is no number
          range: [16, 28], step: 0.5        | range: [16, 2800000000000000], step: 0.5 | is no number
          dbc: virtual.dbc                  | dbc: ../virtual.dbc            | is no plain file name
          dbc: virtual.dbc                  | dbc: /virtual.dbc              | is no plain file name
          dbc: virtual.dbc                  | dbc: ".."                      | is no plain file name
          dbc: virtual.dbc                  | dbc: "a\\0b"                   | the name of the file is none here
          range: [16, 28], step: 0.5        | range: [16, 28000], step: 0.5  | the catalogue has no temperature 28000
          range: [16, 28], step: 0.5        | range: [16, 28], step: 0.125   | the catalogue has no temperature 27.875
          range: [16, 28], step: 0.5        | ranges: {by: area}             | there is no range
          words: {min: 16, max: 28}         | words: {min: 16}               | say for each of [min, max] what it means
          words: {min: 16, max: 28}         | words: {min: 16, max: 30}      | 30 is outside the range
          unit: celsius, words              | unit: fahrenheit, words        | no base unit
          location: {default: roof}         | location: {default: floor}     | 'floor' is not known here
          steering_wheel: left              | steering_wheel: [left          | this is no YAML
          dbc: virtual.dbc                  | dbc: virtual.dbc, about: twice | this is no YAML
          set_wipers:                       | wash_window:                   | the key stands twice
          """)
  void aMistakeIsToldWithItsCause(String from, String to, String expected) throws IOException {
    String good = Files.readString(VirtualBoard.FOLDER.resolve("board.yaml"));
    assertTrue(good.contains(from), from);
    refuses(good.replace(from, to), expected);
  }

  @Test
  void aMistakeIsToldWithItsLine() {
    refuses(
        "board: x\nwheels: 4\n",
        "board.yaml, line 2, wheels: this key is not known here; allowed are board,");
  }

  @Test
  void aNumberWithoutRangeIsRefused() {
    refuses(
        """
        board: x
        about: x
        dbc: x
        steering_wheel: left
        units: {temperature: celsius, speed: kmh, distance: inches}
        places: {}
        functions:
          set_volume: {}
        """,
        "the argument level is missing");
  }

  @Test
  void aMissingFileIsRefused() {
    assertThrows(BoardException.class, () -> Board.read(Path.of("no-such-board")));
  }
}
