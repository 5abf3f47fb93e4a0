package io.voxbus.module.can;

import io.voxbus.dbc.Dbc;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.BoardException;
import io.voxbus.module.ground.BoardFile;
import io.voxbus.module.ground.BoardPart;
import io.voxbus.module.ground.FunctionFacts;
import io.voxbus.module.ground.Problems;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.FunctionSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code mapping.yaml}, whose format is explained at the top of the virtual board's. */
final class MappingReader {
  /** A bridge takes no command of more. */
  private static final int MOST_FRAMES = 64;

  private final Board board;
  private final SignalNames names;
  private final Dbc dbc;
  private final Problems problems;

  /**
   * @param problems takes the mistakes in single functions and messages
   */
  MappingReader(Board board, Dbc dbc, Problems problems) {
    this.board = board;
    this.dbc = dbc;
    this.problems = problems;
    names = new SignalNames(dbc);
  }

  BoardMapping read(BoardFile file) {
    file.allow("protection", "cycles", "functions");
    BoardPart all = file.get("functions");
    Map<String, BoardPart> parts = file.entries("functions");
    Map<String, FunctionMapping> functions = new LinkedHashMap<>();
    Map<String, Map<String, Long>> idle = new HashMap<>();
    board
        .functions()
        .forEach(
            (name, facts) ->
                problems.during(
                    () ->
                        function(name, facts, part(name, parts, all), idle)
                            .ifPresent(mapping -> functions.put(name, mapping))));
    parts.forEach((name, part) -> problems.during(() -> checkOnBoard(name, part)));
    return new BoardMapping(dbc, functions, protections(file), idle, cycles(file));
  }

  private static BoardPart part(String name, Map<String, BoardPart> parts, BoardPart all) {
    return Optional.ofNullable(parts.get(name))
        .orElseThrow(() -> all.refusal("the board's function " + name + " is missing", "map it"));
  }

  /** A base maps what its own car has. */
  private void checkOnBoard(String name, BoardPart part) {
    if (part.inherited() || board.function(name).isPresent()) {
      return;
    }
    throw board.unsupported(name).isPresent()
        ? part.refusal(name + " is unsupported in board.yaml", "remove it here or there")
        : part.refusal("board.yaml has no function " + name, "remove it here or add it there");
  }

  /** Empty when a mistake was told: what is half read would look like further mistakes. */
  private Optional<FunctionMapping> function(
      String name, FunctionFacts facts, BoardPart part, Map<String, Map<String, Long>> idle) {
    part.allow("pulse", "cycle", "signals", "vss", "feedback");
    List<BoardException> told = new ArrayList<>();
    Problems telling =
        mistake -> {
          told.add(mistake);
          problems.tell(mistake);
        };
    FunctionSpec spec = Catalogue.standard().function(name);
    SignalMappingReader reader = new SignalMappingReader(spec, facts, names, idle, telling);
    List<SignalMapping> signals = new ArrayList<>();
    part.get("signals")
        .items()
        .forEach(entry -> telling.during(() -> signals.add(reader.read(entry))));
    List<VssMapping> vss = new ArrayList<>();
    part.find("vss")
        .ifPresent(
            given -> telling.during(() -> vss.addAll(new VssReader(spec, facts).read(given))));
    FunctionMapping mapping = new FunctionMapping(Timing.read(part), signals, vss);
    if (told.isEmpty()) {
      reader.checkComplete(part, signals);
      checkFrames(part, mapping);
    }
    return told.isEmpty() ? Optional.of(mapping) : Optional.empty();
  }

  private static void checkFrames(BoardPart part, FunctionMapping mapping) {
    int frames = mapping.messages().size() * mapping.timing().frames();
    if (frames > MOST_FRAMES) {
      throw part.refusal(
          "a call may need " + frames + " frames, more than " + MOST_FRAMES,
          "send less often, or put the signals into fewer messages");
    }
  }

  private Map<String, MessageCycle> cycles(BoardFile file) {
    Map<String, MessageCycle> cycles = new LinkedHashMap<>();
    file.entries("cycles")
        .forEach(
            (message, part) -> problems.during(() -> cycles.put(message, MessageCycle.read(part))));
    return cycles;
  }

  private Map<String, Protection> protections(BoardFile file) {
    Map<String, Protection> protections = new LinkedHashMap<>();
    file.entries("protection")
        .forEach(
            (message, part) ->
                problems.during(
                    () -> {
                      if (part.mapping() || !part.oneOf(List.of("none")).equals("none")) {
                        protections.put(message, new ProtectionReader(names, message, part).read());
                      }
                    }));
    return protections;
  }
}
