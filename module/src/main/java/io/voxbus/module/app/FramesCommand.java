package io.voxbus.module.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxbus.dbc.DbcException;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.CanFrame;
import io.voxbus.module.can.CommandEncoder;
import io.voxbus.module.can.EncodedCommand;
import io.voxbus.module.can.SignalValue;
import io.voxbus.module.can.VssEncoder;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.BoardException;
import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding;
import io.voxbus.module.interlock.Gate;
import io.voxbus.module.interlock.Pass;
import io.voxbus.module.reply.CallReport;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.module.reply.Wording;
import io.voxbus.module.resolve.CallJson;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.IllegalCallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code voxbus frames}: calls in, what a board makes of each out. */
@Command(
    name = "frames",
    description = {
      "Reads calls from standard input, one JSON object a line, and writes the signals and CAN frames by which a board"
          + " carries them out, in the same order. Nothing is sent.",
      "",
      "in:  {\"function\": \"...\", \"args\": {...}, \"speaker\": \"driver\"}",
      "     speaker may be left out, or be driver, passenger, rear_left or rear_right",
      "out: {\"signals\": [{\"message\", \"name\", \"value\", \"label\"?, \"unit\"?}],",
      "      \"frames\": [{\"id\", \"extended\", \"data\", \"delay_ms\"?}]}",
      "     with --output vss, as a Kuksa data broker is told: {\"vss\": [{\"path\", \"value\"}]}",
      "",
      "A call that the board refuses gives {\"refused\": {\"rule\", \"reason\", \"because\"?}}. No interlock is asked: they go by the"
          + " state of a vehicle, and there is none.",
      "A malformed line gives {\"error\": \"...\"}, and exit code 1.",
      "Each line is encoded from the board's start state."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class FramesCommand implements Callable<Integer> {
  private static final Map<String, Seat> SEATS =
      Map.of(
          "driver", Seat.SEAT_DRIVER,
          "passenger", Seat.SEAT_PASSENGER,
          "rear_left", Seat.SEAT_REAR_LEFT,
          "rear_right", Seat.SEAT_REAR_RIGHT);

  private final Terminal terminal;
  private final Catalogue catalogue = Catalogue.standard();
  private final ResponseWriter writer = new ResponseWriter(Wording.ENGLISH);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--board",
      paramLabel = "DIR",
      required = true,
      description = "the board's folder")
  private Path folder = Path.of("");

  /** In which terms a call is written. */
  enum Output {
    frames,
    candump,
    vss
  }

  @Option(
      names = "--output",
      paramLabel = "KIND",
      description =
          "frames; candump for lines as can-utils writes them; or vss for paths and values of the"
              + " Vehicle Signal Specification")
  private Output output = Output.frames;

  FramesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try {
      Board board = Board.read(folder);
      return answerAll(board, BoardMapping.read(folder, board)) ? 0 : 1;
    } catch (BoardException | DbcException e) {
      throw new ParameterException(spec.commandLine(), folder + ": " + Mistakes.firstLine(e), e);
    }
  }

  private boolean answerAll(Board board, BoardMapping mapping) throws IOException {
    JsonLines lines = new JsonLines(terminal.in());
    boolean good = true;
    for (Optional<JsonRow> row = lines.next(); row.isPresent(); row = lines.next()) {
      Map<String, Object> answer = answer(row.get(), board, mapping);
      good &= !answer.containsKey("error");
      lines(answer).forEach(terminal.out()::println);
      if (lines.mustWait()) {
        terminal.out().flush();
      }
    }
    return good;
  }

  /** An answer, or what stands under "candump" of it. */
  private static List<String> lines(Map<String, Object> answer) {
    return answer.get("candump") instanceof List<?> frames
        ? frames.stream().map(String::valueOf).toList()
        : List.of(JsonLines.text(answer));
  }

  private Map<String, Object> answer(JsonRow row, Board board, BoardMapping mapping) {
    if (row instanceof JsonRow.Malformed malformed) {
      return error(row.line(), malformed.problem());
    }
    ObjectNode json = ((JsonRow.Fields) row).json();
    try {
      return answer(
          new Grounder(board).ground(CallJson.call(json, catalogue), speaker(json.path("speaker"))),
          board,
          mapping);
    } catch (IllegalArgumentException | IllegalCallException e) {
      return error(row.line(), Mistakes.firstLine(e));
    }
  }

  private static Seat speaker(JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return Seat.SEAT_UNSPECIFIED;
    }
    return Optional.ofNullable(SEATS.get(json.asText()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "speaker must be driver, passenger, rear_left or rear_right, not " + json));
  }

  private Map<String, Object> answer(Grounding grounding, Board board, BoardMapping mapping) {
    if (grounding instanceof Grounding.Ungrounded ungrounded) {
      return Map.of("refused", refused(ungrounded, board));
    }
    Pass pass = Gate.forDisplay((Grounding.Grounded) grounding);
    return switch (output) {
      case frames -> encoded(new CommandEncoder(mapping).encode(pass));
      case candump -> Map.of("candump", candump(new CommandEncoder(mapping).encode(pass), board));
      case vss -> Map.of("vss", new VssEncoder(board, mapping).settings(pass));
    };
  }

  private static List<String> candump(EncodedCommand command, Board board) {
    String channel = board.hardware().channel().name();
    return command.frames().stream().map(frame -> frame.candump(channel)).toList();
  }

  private static Map<String, Object> encoded(EncodedCommand command) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("signals", command.signals().stream().map(FramesCommand::json).toList());
    answer.put("frames", command.frames().stream().map(FramesCommand::json).toList());
    return answer;
  }

  private static Map<String, Object> json(SignalValue signal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("message", signal.message());
    json.put("name", signal.name());
    json.put("value", number(signal.value()));
    putUnlessEmpty(json, "label", signal.label());
    putUnlessEmpty(json, "unit", signal.unit());
    return json;
  }

  private static void putUnlessEmpty(Map<String, Object> json, String key, String text) {
    if (!text.isEmpty()) {
      json.put(key, text);
    }
  }

  /** 21, not 21.0. */
  private static Number number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? (Number) (long) value : value;
  }

  private static Map<String, Object> json(CanFrame frame) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", frame.id());
    json.put("extended", frame.extended());
    json.put("data", frame.hex());
    if (frame.delayMs() > 0) {
      json.put("delay_ms", frame.delayMs());
    }
    return json;
  }

  private Map<String, Object> refused(Grounding.Ungrounded call, Board board) {
    Map<String, Object> refusal = new LinkedHashMap<>();
    refusal.put("rule", call.rule());
    refusal.put(
        "reason", writer.reason(new CallReport.Refused(call.call(), call.rule(), call.facts())));
    board
        .unsupported(call.call().function().name())
        .ifPresent(because -> refusal.put("because", because));
    return refusal;
  }

  private static Map<String, Object> error(int line, String problem) {
    return Map.of("error", "line " + line + ": " + problem);
  }
}
