package io.voxbus.module.can;

import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.DbcSignal;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.BoardFile;
import io.voxbus.module.ground.BoardPart;
import io.voxbus.module.ground.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks the messages that a board sends. */
final class MessageCheck {
  /** How counters and checksums are called in DBC files. */
  private static final Pattern GUARD =
      Pattern.compile(
          ".*(check_?sum|chk_?sum|crc|alive_?c|rolling|_?counter|_cnt|cntr).*",
          Pattern.CASE_INSENSITIVE);

  private final Board board;
  private final BoardMapping mapping;
  private final Problems problems;
  private final List<String> notes = new ArrayList<>();

  MessageCheck(Board board, BoardMapping mapping, Problems problems) {
    this.board = board;
    this.mapping = mapping;
    this.problems = problems;
  }

  /** What may be meant so. */
  List<String> notes() {
    return notes;
  }

  void run(BoardFile file) {
    Set<DbcMessage> sent =
        mapping.functions().values().stream()
            .flatMap(function -> function.messages().stream())
            .collect(Collectors.toSet());
    BoardPart functions = file.get("functions");
    Set<String> judged = file.entries("protection").keySet();
    sent.stream()
        .sorted(Comparator.comparingInt(DbcMessage::id))
        .forEach(
            message -> {
              if (!judged.contains(message.name())) {
                problems.during(() -> checkProtected(functions, message));
              }
              problems.during(() -> checkInterface(functions, message));
              noteUnreached(message);
            });
    checkUsed(file, "protection", sent);
    checkUsed(file, "cycles", sent);
  }

  private void checkProtected(BoardPart functions, DbcMessage message) {
    List<String> guards =
        message.signals().stream()
            .map(DbcSignal::name)
            .filter(name -> GUARD.matcher(name).matches())
            .filter(name -> !written(message).contains(name))
            .toList();
    if (!guards.isEmpty()) {
      throw functions.refusal(
          "message " + message.name() + " has " + guards + ", which nothing counts",
          "add the message under protection, or write none there");
    }
  }

  private void checkInterface(BoardPart functions, DbcMessage message) {
    if (message.fd() && !board.hardware().channel().fd()) {
      throw functions.refusal(
          "message %s is CAN FD, and %s is not"
              .formatted(message.name(), board.hardware().channel().name()),
          "name another interface first, or write fd, in board.yaml");
    }
  }

  private void noteUnreached(DbcMessage message) {
    Set<String> written = written(message);
    List<String> unreached =
        message.signals().stream()
            .map(DbcSignal::name)
            .filter(name -> !written.contains(name))
            .toList();
    if (!unreached.isEmpty()) {
      notes.add(
          "%s: no function reaches %s; they keep their start values"
              .formatted(message.name(), String.join(", ", unreached)));
    }
  }

  /** The names of the signals that functions and protections write. */
  private Set<String> written(DbcMessage message) {
    Set<String> written = new HashSet<>();
    mapping.functions().values().stream()
        .flatMap(function -> function.signals().stream())
        .flatMap(signal -> signal.route().targets().cases().values().stream())
        .flatMap(List::stream)
        .filter(target -> target.message().equals(message))
        .forEach(target -> written.add(target.signal().name()));
    Optional.ofNullable(mapping.protections().get(message.name()))
        .ifPresent(protection -> written.addAll(ProtectionReader.signals(message, protection)));
    return written;
  }

  private void checkUsed(BoardFile file, String key, Set<DbcMessage> sent) {
    Set<String> names = sent.stream().map(DbcMessage::name).collect(Collectors.toSet());
    file.entries(key)
        .forEach(
            (name, part) -> {
              if (!part.inherited() && !names.contains(name)) {
                problems.tell(
                    part.refusal("no function sends message " + name, "remove it under " + key));
              }
            });
  }
}
