package io.voxbus.module.can;

import io.voxbus.fuzz.Resource;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding;
import io.voxbus.module.interlock.Gate;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The board of the seeds, in a folder, and a call of each of its functions. */
record SmallBoard(Board board, List<Grounding.Grounded> calls) {
  private static final String BOARD =
      "/io/voxbus/module/ground/BoardFuzzTestInputs/areReadOrRefusedWithTheirPlace/board.yaml";
  private static final String DBC =
      "/io/voxbus/dbc/DbcFuzzTestInputs/areReadOrRefusedAndEncodeWhatTheyDecode/small.dbc";

  /** The board, with its facts and its DBC file beside a file. */
  static SmallBoard beside(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Files.write(folder.resolve("board.yaml"), Resource.bytes(BOARD));
      Files.write(folder.resolve("small.dbc"), Resource.bytes(DBC));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Board board = Board.read(folder);
    return new SmallBoard(board, grounded(new Grounder(board)));
  }

  private static List<Grounding.Grounded> grounded(Grounder grounder) {
    return List.of(
            call("set_temperature", Map.of("temperature", 28)),
            call("control_window", Map.of("action", "vent")),
            call("set_volume", Map.of("level", 100, "channel", "phone")),
            call("adjust_volume", Map.of("direction", "down", "amount", 100)),
            call("set_cruise_speed", Map.of("speed", 180)))
        .stream()
        .map(call -> (Grounding.Grounded) grounder.ground(call, Seat.SEAT_DRIVER))
        .toList();
  }

  private static Call call(String function, Map<String, Object> arguments) {
    return Call.of(Catalogue.standard(), function, arguments);
  }

  /** Encodes the calls; a mapping that was read can carry every one of them. */
  void encodeAll(BoardMapping mapping) {
    CommandEncoder encoder = new CommandEncoder(mapping);
    calls.forEach(call -> encoder.encode(Gate.forDisplay(call)));
  }
}
