package io.voxbus.module.can;

import io.voxbus.dbc.BitField;
import io.voxbus.dbc.Dbc;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.BoardPart;
import io.voxbus.module.ground.FunctionFacts;
import io.voxbus.vehicle.Catalogue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code mapping.yaml}, whose format is explained at the top of the virtual board's. */
final class MappingReader {
  private final Board board;
  private final SignalNames names;
  private final Dbc dbc;

  MappingReader(Board board, Dbc dbc) {
    this.board = board;
    this.dbc = dbc;
    names = new SignalNames(dbc);
  }

  BoardMapping read(BoardPart file) {
    file.allow("protection", "functions");
    Map<String, BoardPart> parts = file.get("functions").entries();
    Map<String, FunctionMapping> functions = new LinkedHashMap<>();
    Map<String, Map<String, Long>> idle = new HashMap<>();
    board
        .functions()
        .forEach(
            (name, facts) -> {
              if (!parts.containsKey(name)) {
                throw file.get("functions")
                    .refusal("the board's function " + name + " is missing", "map it");
              }
              functions.put(name, function(name, facts, file.get("functions").get(name), idle));
            });
    parts.forEach(this::checkOnBoard);
    return new BoardMapping(dbc, functions, protections(file), idle);
  }

  private void checkOnBoard(String name, BoardPart part) {
    if (board.function(name).isEmpty()) {
      throw part.refusal("board.yaml has no function " + name, "remove it here or add it there");
    }
  }

  private FunctionMapping function(
      String name, FunctionFacts facts, BoardPart part, Map<String, Map<String, Long>> idle) {
    part.allow("pulse", "signals", "feedback");
    SignalMappingReader reader =
        new SignalMappingReader(Catalogue.standard().function(name), facts, names, idle);
    List<SignalMapping> signals = part.get("signals").items().stream().map(reader::read).toList();
    reader.checkComplete(part, signals);
    int holdMs = part.find("pulse").map(pulse -> pulse.get("hold_ms").whole(1, 60_000)).orElse(0);
    return new FunctionMapping(holdMs, signals);
  }

  private Map<String, E2eProfile1> protections(BoardPart file) {
    Map<String, E2eProfile1> protections = new LinkedHashMap<>();
    file.find("protection")
        .ifPresent(
            all ->
                all.entries()
                    .forEach(
                        (message, part) -> protections.put(message, protection(message, part))));
    return protections;
  }

  private E2eProfile1 protection(String message, BoardPart part) {
    part.allow("profile", "data_id", "checksum", "counter");
    part.get("profile").oneOf(List.of("e2e-p01"));
    BitField checksum =
        names.find(message + "." + part.get("checksum").text(), part).signal().bits();
    BitField counter = names.find(message + "." + part.get("counter").text(), part).signal().bits();
    boolean firstByte =
        checksum.length() == 8
            && checksum.start() == (checksum.order() == BitField.Order.INTEL ? 0 : 7);
    if (!firstByte || counter.length() != 4) {
      throw part.refusal(
          "checksum or counter has the wrong place", "profile 1 needs the first byte and 4 bits");
    }
    return new E2eProfile1(part.get("data_id").whole(0, 0xFFFF), checksum, counter);
  }
}
