package io.voxbus.dbc;

import io.voxbus.dbc.Multiplexing.Selection;
import java.util.List;
import java.util.Set;

/** Tells what is odd in a message that was read. */
final class MessageCheck {
  private static final Set<Integer> LENGTHS_OF_FD = Set.of(12, 16, 20, 24, 32, 48, 64);

  private final DbcMessage message;

  /** The line of each signal, in the message's order. */
  private final List<Integer> lines;

  private final int line;
  private final DbcTokens tokens;

  MessageCheck(DbcMessage message, MessageDraft draft, DbcTokens tokens) {
    this.message = message;
    lines = draft.signals.values().stream().map(signal -> signal.line).toList();
    line = draft.line;
    this.tokens = tokens;
  }

  void check() {
    checkLength();
    for (int i = 0; i < lines.size(); i++) {
      DbcSignal signal = message.signals().get(i);
      new SignalCheck(signal, lines.get(i), tokens).check();
      checkEnd(signal, lines.get(i));
      checkGroups(signal, lines.get(i));
      checkSelection(signal, lines.get(i));
      checkOverlap(i);
    }
  }

  private void checkLength() {
    if (message.length() > 8
        && message.length() <= 64
        && !LENGTHS_OF_FD.contains(message.length())) {
      tokens.warn(
          line,
          "message %s has %d bytes, which no frame has".formatted(message.name(), message.length()),
          "CAN FD frames have 0 to 8, 12, 16, 20, 24, 32, 48 or 64");
    }
  }

  private void checkEnd(DbcSignal signal, int at) {
    if (!signal.bits().fits(message.length())) {
      tokens.warn(
          at,
          "signal %s ends beyond the %d bytes of message %s"
              .formatted(signal.name(), message.length(), message.name()),
          "lengthen the message or move the signal; it is neither sent nor read");
    }
  }

  private void checkGroups(DbcSignal signal, int at) {
    boolean alone =
        signal.multiplexing().selector()
            && message.signals().stream().noneMatch(other -> selectedBy(signal, other));
    if (alone) {
      tokens.warn(
          at,
          "signal " + signal.name() + " is a multiplexer and selects no signal",
          "remove its M, or mark the signals that it selects");
    }
  }

  private static boolean selectedBy(DbcSignal selector, DbcSignal signal) {
    return signal
        .multiplexing()
        .selection()
        .filter(selection -> selection.selector().equals(selector.name()))
        .isPresent();
  }

  private void checkSelection(DbcSignal signal, int at) {
    signal
        .multiplexing()
        .selection()
        .filter(this::impossible)
        .ifPresent(
            selection ->
                tokens.warn(
                    at,
                    "signal %s is never present: %s cannot have the values that select it"
                        .formatted(signal.name(), selection.selector()),
                    "mend the values, or lengthen the selector"));
  }

  private boolean impossible(Selection selection) {
    DbcSignal selector = message.signal(selection.selector()).orElseThrow();
    return selection.values().stream()
        .noneMatch(range -> selector.carries(range.first()) || selector.carries(range.last()));
  }

  /**
   * Tells of the first signal above in the file that lies on a signal, as one is enough to mend.
   */
  private void checkOverlap(int index) {
    DbcSignal signal = message.signals().get(index);
    Presence presence = Presence.of(signal, message);
    message.signals().subList(0, index).stream()
        .filter(other -> Presence.overlap(signal, other))
        .filter(other -> presence.meets(Presence.of(other, message)))
        .findFirst()
        .ifPresent(
            other ->
                tokens.error(
                    lines.get(index),
                    "signal %s lies on signal %s of message %s"
                        .formatted(signal.name(), other.name(), message.name()),
                    "move one of them, or let a multiplexer select only one of them"));
  }
}
