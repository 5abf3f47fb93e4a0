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
 * @param dbc the name of the DBC file in the board's folder
 * @param driver the driver's place, front left or front right
 * @param units the unit that numbers have when none was said, by dimension: temperature, speed,
 *     distance
 * @param functions what the car can do, by the catalogue's names
 */
public record Board(
    String name,
    String about,
    String dbc,
    Place driver,
    Map<String, String> units,
    Map<String, FunctionFacts> functions) {
  /** Copies the maps. */
  public Board {
    units = Map.copyOf(units);
    functions = Map.copyOf(functions);
  }

  /**
   * Reads a board's facts, for the standard catalogue.
   *
   * @param folder the board's folder
   * @throws BoardException if a file is missing or wrong
   */
  public static Board read(Path folder) {
    return new BoardReader(Catalogue.standard()).read(BoardPart.read(folder.resolve("board.yaml")));
  }

  /** The facts of a function; empty when the car lacks it. */
  public Optional<FunctionFacts> function(String function) {
    return Optional.ofNullable(functions.get(function));
  }

  /** The place beside the driver's. */
  public Place passenger() {
    return driver == Place.FRONT_LEFT ? Place.FRONT_RIGHT : Place.FRONT_LEFT;
  }
}
