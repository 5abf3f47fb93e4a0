package io.voxbus.module.can;

import io.voxbus.dbc.Dbc;
import io.voxbus.dbc.DbcException;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.BoardFile;
import io.voxbus.module.ground.Problems;
import java.nio.file.Path;
import java.util.Map;

/**
 * How one board puts calls on its bus, from {@code mapping.yaml} and its DBC file.
 *
 * @param dbc the bus
 * @param functions by the catalogue's names; every function of the board
 * @param protections by message name
 * @param idle raw values of signals whose idle value is not their start value, by message and
 *     signal name
 * @param cycles how messages are repeated, by name, where that differs from what the DBC file says
 */
public record BoardMapping(
    Dbc dbc,
    Map<String, FunctionMapping> functions,
    Map<String, Protection> protections,
    Map<String, Map<String, Long>> idle,
    Map<String, MessageCycle> cycles) {
  /** Copies the maps. */
  public BoardMapping {
    functions = Map.copyOf(functions);
    protections = Map.copyOf(protections);
    idle = Map.copyOf(idle);
    cycles = Map.copyOf(cycles);
  }

  /**
   * Reads a board's mapping and its DBC file, and checks that every value of every argument that
   * grounding can yield has a signal that can carry it.
   *
   * @param folder the board's folder
   * @throws io.voxbus.module.ground.BoardException if the mapping is missing or wrong
   * @throws DbcException if the DBC file is
   */
  public static BoardMapping read(Path folder, Board board) {
    return read(folder, board, Problems.STRICT);
  }

  /**
   * The same, for whoever wants to know of more than the first mistake.
   *
   * @param problems takes the mistakes in single functions and messages, which the mapping is then
   *     without
   */
  static BoardMapping read(Path folder, Board board, Problems problems) {
    Dbc dbc = Dbc.read(folder.resolve(board.dbc()));
    return new MappingReader(board, dbc, problems).read(BoardFile.read(folder, "mapping.yaml"));
  }
}
