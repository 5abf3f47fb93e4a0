package io.voxbus.module.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.MessageCodec;
import io.voxbus.dbc.SignalReading;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Grounding.Ungrounded;
import io.voxbus.module.interlock.Gate;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.FunctionSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what a board makes of every call, for {@code training/tests/test_board_frames.py}, which
 * decodes it by cantools. What Voxbus itself decodes must be what was called.
 */
final class FrameRows implements AutoCloseable {
  private static final List<String> NOT_THERE = List.of("unsupported_area", "unsupported_value");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final PrintWriter out;
  private int written;

  /**
   * @param file takes a line for each call
   */
  FrameRows(Path file) throws IOException {
    Files.createDirectories(Path.of("target"));
    out = new PrintWriter(Files.newBufferedWriter(file));
  }

  /**
   * A board.
   *
   * @param dbc its DBC file, as seen from the repository's root
   */
  private record Car(Board board, BoardMapping mapping, String dbc) {
    static Car read(Path folder, Path dbc) {
      Board board = Board.read(folder);
      return new Car(
          board,
          BoardMapping.read(folder, board),
          ROOT.relativize(dbc.toAbsolutePath().normalize()).toString());
    }
  }

  /**
   * Writes a board's rows, at least one for each function.
   *
   * @param dbc where its DBC file lies for good
   */
  void write(Path folder, Path dbc) {
    Car car = Car.read(folder, dbc);
    for (FunctionSpec function : Catalogue.standard().functions()) {
      List<Map<String, Object>> rows = rows(car, function);
      rows.forEach(row -> out.println(text(row)));
      written += rows.size();
      assertTrue(!rows.isEmpty(), () -> folder + " " + function.name());
    }
  }

  /** How many rows there are by now. */
  int written() {
    return written;
  }

  @Override
  public void close() {
    out.close();
  }

  private static List<Map<String, Object>> rows(Car car, FunctionSpec function) {
    return car.board()
        .function(function.name())
        .map(facts -> rows(car, new EveryCall(function, facts).calls()))
        .orElseGet(
            () ->
                car.board().unsupported(function.name()).stream()
                    .map(reason -> row(car, function, reason))
                    .toList());
  }

  private static List<Map<String, Object>> rows(Car car, List<Call> calls) {
    Grounder grounder = new Grounder(car.board());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Call call : calls) {
      Grounding grounding = grounder.ground(call, Seat.SEAT_DRIVER);
      if (grounding instanceof Grounded grounded) {
        rows.add(row(car, grounded));
      } else {
        assertTrue(NOT_THERE.contains(((Ungrounded) grounding).rule()), call::toString);
      }
    }
    return rows;
  }

  private static Map<String, Object> row(Car car, FunctionSpec function, String reason) {
    return Map.of("board", car.board().name(), "function", function.name(), "unsupported", reason);
  }

  private static String text(Map<String, Object> row) {
    try {
      return JSON.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> row(Car car, Grounded grounded) {
    EncodedCommand command = new CommandEncoder(car.mapping()).encode(Gate.forDisplay(grounded));
    check(car, command);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("board", car.board().name());
    row.put("dbc", car.dbc());
    row.putAll(grounded.spoken().toMap());
    row.put("signals", command.signals());
    row.put("frames", command.frames().stream().map(FrameRows::json).toList());
    return row;
  }

  private static Map<String, Object> json(CanFrame frame) {
    return Map.of(
        "id",
        frame.id(),
        "extended",
        frame.extended(),
        "data",
        frame.hex(),
        "delay_ms",
        frame.delayMs());
  }

  private static void check(Car car, EncodedCommand command) {
    Map<String, Double> sent = new HashMap<>();
    command.frames().stream()
        .filter(frame -> frame.delayMs() == 0)
        .forEach(
            frame ->
                read(car, frame)
                    .forEach(
                        reading ->
                            sent.put(reading.signal().name(), reading.physical().doubleValue())));
    assertTrue(!command.signals().isEmpty(), () -> command.call() + " sends nothing");
    for (SignalValue signal : command.signals()) {
      assertEquals(
          signal.value(),
          sent.getOrDefault(signal.name(), Double.NaN),
          () -> command.call() + " " + signal);
    }
  }

  private static List<SignalReading> read(Car car, CanFrame frame) {
    DbcMessage message = car.mapping().dbc().message(frame.id(), frame.extended()).orElseThrow();
    return new MessageCodec(message).decode(frame.data().toByteArray());
  }
}
