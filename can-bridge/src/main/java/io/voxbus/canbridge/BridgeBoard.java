package io.voxbus.canbridge;

import io.voxbus.dbc.Dbc;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.ground.Board;
import java.nio.file.Path;

/**
 * What a bridge knows of its board.
 *
 * @param mapping which signals it may send, and how they are protected
 */
public record BridgeBoard(BoardMapping mapping) {
  /**
   * Reads a board's folder.
   *
   * @throws io.voxbus.module.ground.BoardException if a file is missing or wrong
   * @throws io.voxbus.dbc.DbcException if the DBC file is
   */
  public static BridgeBoard read(Path folder) {
    return new BridgeBoard(BoardMapping.read(folder, Board.read(folder)));
  }

  /** The messages of its bus. */
  public Dbc dbc() {
    return mapping.dbc();
  }
}
