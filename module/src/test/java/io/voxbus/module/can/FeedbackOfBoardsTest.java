package io.voxbus.module.can;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.dbc.DbcSignal;
import io.voxbus.dbc.SignalReading;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.interlock.Gate;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a board's vehicle can tell of what it was asked. */
class FeedbackOfBoardsTest {
  private static final List<String> CHANGES = List.of("adjust_", "move_", "recall_", "save_");

  @ParameterizedTest
  @ValueSource(strings = {"virtual", "hatchback", "right-hand-drive", "raspberry-pi-5"})
  void whateverIsAskedSomeStateFollowsItAndAnotherDoesNot(String name) {
    Path folder = Path.of("..", "board-configs", name);
    Board board = Board.read(folder);
    BoardMapping mapping = BoardMapping.read(folder, board);
    FeedbackReader.read(folder, mapping.dbc()).entrySet().stream()
        .filter(function -> board.functions().containsKey(function.getKey()))
        .forEach(
            function ->
                calls(board, function.getKey())
                    .map(call -> new CommandEncoder(mapping).encode(Gate.forDisplay(call)))
                    .forEach(command -> check(command, function.getValue())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"virtual", "hatchback"})
  void whateverSetsAStateThatLastsIsConfirmed(String name) {
    Path folder = Path.of("..", "board-configs", name);
    Board board = Board.read(folder);
    BoardMapping mapping = BoardMapping.read(folder, board);
    Map<String, FunctionFeedback> feedback = FeedbackReader.read(folder, mapping.dbc());
    board.functions().keySet().stream()
        .filter(function -> CHANGES.stream().noneMatch(function::startsWith))
        .filter(function -> !mapping.functions().get(function).timing().pulse())
        .forEach(function -> assertTrue(feedback.containsKey(function), function));
  }

  private static Stream<Grounded> calls(Board board, String function) {
    Grounder grounder = new Grounder(board);
    return new EveryCall(
            Catalogue.standard().function(function), board.function(function).orElseThrow())
        .calls().stream()
            .map(call -> grounder.ground(call, Seat.SEAT_DRIVER))
            .filter(Grounded.class::isInstance)
            .map(Grounded.class::cast);
  }

  private static void check(EncodedCommand command, FunctionFeedback feedback) {
    for (SignalValue asked : command.signals()) {
      Optional.ofNullable(feedback.signals().get(asked.message() + "." + asked.name()))
          .ifPresent(state -> check(command, asked, state));
    }
  }

  private static void check(EncodedCommand command, SignalValue asked, FeedbackSignal state) {
    assertTrue(
        readings(state.signal())
            .anyMatch(reading -> state.follows(asked.value(), asked.label(), reading)),
        () -> command.call() + " is never confirmed by " + state.signal().name());
    assertTrue(
        readings(state.signal())
            .anyMatch(reading -> !state.follows(asked.value(), asked.label(), reading)),
        () -> command.call() + " is always confirmed by " + state.signal().name());
  }

  /** Everything that a vehicle may say by a signal: what its range or its value table admits. */
  private static Stream<SignalReading> readings(DbcSignal signal) {
    return LongStream.range(0, 1L << signal.bits().length())
        .mapToObj(raw -> new SignalReading(signal, raw, signal.physical(raw).orElseThrow()))
        .filter(reading -> reading.label().isPresent() || inRange(signal, reading));
  }

  private static boolean inRange(DbcSignal signal, SignalReading reading) {
    return signal
        .range()
        .filter(range -> reading.physical().compareTo(range.minimum()) >= 0)
        .filter(range -> reading.physical().compareTo(range.maximum()) <= 0)
        .isPresent();
  }
}
