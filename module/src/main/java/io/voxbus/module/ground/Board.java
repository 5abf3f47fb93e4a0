package io.voxbus.module.ground;

import io.voxbus.vehicle.Catalogue;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The facts of one kind of car, from {@code board.yaml}.
 *
 * @param name for example "virtual"
 * @param about one line for people
 * @param dbc the DBC file, as seen from the board's folder
 * @param driver the driver's place, front left or front right
 * @param units the unit that numbers have when none was said, by dimension: temperature, speed,
 *     distance
 * @param functions what the car can do, by the catalogue's names
 * @param unsupported why the car cannot do others, by the catalogue's names
 * @param hardware the computer in it
 */
public record Board(
    String name,
    String about,
    String dbc,
    Place driver,
    Map<String, String> units,
    Map<String, FunctionFacts> functions,
    Map<String, String> unsupported,
    Hardware hardware) {
  /** Copies the maps. */
  public Board {
    units = Map.copyOf(units);
    functions = Map.copyOf(functions);
    unsupported = Map.copyOf(unsupported);
  }

  /** A board that says nothing of what it lacks, on any computer. */
  public Board(
      String name,
      String about,
      String dbc,
      Place driver,
      Map<String, String> units,
      Map<String, FunctionFacts> functions) {
    this(name, about, dbc, driver, units, functions, Map.of(), Hardware.STANDARD);
  }

  /**
   * Reads a board's facts, for the standard catalogue.
   *
   * @param folder the board's folder
   * @throws BoardException if a file is missing or wrong
   */
  public static Board read(Path folder) {
    return read(folder, Problems.STRICT);
  }

  /**
   * Reads a board's facts, for the standard catalogue.
   *
   * @param folder the board's folder
   * @param problems takes the mistakes in single functions, which the board is then without
   * @throws BoardException if a file is missing, or wrong as a whole
   */
  public static Board read(Path folder, Problems problems) {
    return new BoardReader(Catalogue.standard(), problems)
        .read(BoardFile.read(folder, "board.yaml"));
  }

  /** The facts of a function; empty when the car lacks it. */
  public Optional<FunctionFacts> function(String function) {
    return Optional.ofNullable(functions.get(function));
  }

  /** Why the car lacks a function; empty when it has it, or the board does not say. */
  public Optional<String> unsupported(String function) {
    return Optional.ofNullable(unsupported.get(function));
  }

  /** The place beside the driver's. */
  public Place passenger() {
    return driver == Place.FRONT_LEFT ? Place.FRONT_RIGHT : Place.FRONT_LEFT;
  }
}
