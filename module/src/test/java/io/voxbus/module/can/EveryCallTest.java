package io.voxbus.module.can;

import static io.voxbus.module.ground.VirtualBoard.BOARD;
import static io.voxbus.module.ground.VirtualBoard.FOLDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.MessageCodec;
import io.voxbus.dbc.SignalReading;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every function with every word, the ends of every range, and every area, on the virtual board.
 *
 * <p>Writes {@code target/board-frames.jsonl}, which {@code training/tests/test_board_frames.py}
 * decodes by cantools.
 */
class EveryCallTest {
  private static final BoardMapping MAPPING = BoardMapping.read(FOLDER, BOARD);
  private static final Path FILE = Path.of("target", "board-frames.jsonl");
  private static final Grounder GROUNDER = new Grounder(BOARD);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyCallOfEveryFunctionDecodesBackToItsValues() throws IOException {
    List<String> lines = new ArrayList<>();
    for (FunctionSpec function : Catalogue.standard().functions()) {
      int before = lines.size();
      for (Call call :
          new EveryCall(function, BOARD.function(function.name()).orElseThrow()).calls()) {
        Grounding grounding = GROUNDER.ground(call, Seat.SEAT_DRIVER);
        if (grounding instanceof Grounded grounded) {
          lines.add(JSON.writeValueAsString(row(grounded)));
        } else {
          assertEquals("unsupported_area", ((Ungrounded) grounding).rule(), call::toString);
        }
      }
      assertTrue(lines.size() > before, function.name());
    }
    Files.createDirectories(Path.of("target"));
    Files.write(FILE, lines);
  }

  private static Map<String, Object> row(Grounded grounded) {
    EncodedCommand command = new CommandEncoder(MAPPING).encode(Gate.forDisplay(grounded));
    check(command);
    Map<String, Object> row = new LinkedHashMap<>(grounded.spoken().toMap());
    row.put("signals", command.signals());
    row.put("frames", command.frames().stream().map(EveryCallTest::json).toList());
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

  private static void check(EncodedCommand command) {
    Map<String, Double> sent = new HashMap<>();
    command.frames().stream()
        .filter(frame -> frame.delayMs() == 0)
        .forEach(
            frame ->
                read(frame)
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

  private static List<SignalReading> read(CanFrame frame) {
    DbcMessage message = MAPPING.dbc().message(frame.id(), frame.extended()).orElseThrow();
    return new MessageCodec(message).decode(frame.data().toByteArray());
  }
}
