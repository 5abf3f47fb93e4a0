package io.voxbus.module.ground;

import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.nio.file.Path;
import java.util.Map;

/** The board that comes with Voxbus, for tests. */
public final class VirtualBoard {
  /** Its folder. */
  public static final Path FOLDER = Path.of("..", "board-configs", "virtual");

  /** Its facts. */
  public static final Board BOARD = Board.read(FOLDER);

  private VirtualBoard() {}

  /** A call of the standard catalogue. */
  public static Call call(String function, Map<String, ?> args) {
    return Call.of(Catalogue.standard(), function, args);
  }
}
