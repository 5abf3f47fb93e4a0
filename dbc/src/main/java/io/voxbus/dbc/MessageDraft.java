package io.voxbus.dbc;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** A message while its file is read. */
final class MessageDraft {
  /** Bit 31 of a DBC message id marks a 29-bit identifier. */
  private static final long EXTENDED = 0x8000_0000L;

  /** Of selectors within each other; each needs a bit of the payload that the others leave. */
  private static final int DEEPEST = 64;

  private static final long MASK_11 = 0x7FF;
  private static final long MASK_29 = 0x1FFF_FFFF;

  final long id;
  final Map<String, SignalDraft> signals = new LinkedHashMap<>();
  final int line;
  private final String name;
  private final long length;
  private Map<String, String> longNames = Map.of();

  MessageDraft(int line, long id, String name, long length) {
    this.line = line;
    this.id = id;
    this.name = name;
    this.length = length;
  }

  void add(SignalDraft signal, DbcTokens tokens) {
    if (signals.putIfAbsent(signal.name, signal) != null) {
      tokens.error(
          signal.line,
          "signal " + signal.name + " stands twice in message " + name,
          "rename one of them");
    }
  }

  /** Whether its signals have places that can be compared. */
  boolean placed() {
    return signals.values().stream().allMatch(signal -> signal.placed);
  }

  /** False for the pseudo message in which editors keep signals without a message. */
  boolean realMessage() {
    return !name.equals("VECTOR__INDEPENDENT_SIG_MSG");
  }

  DbcMessage build(DbcAttributes attributes, DbcTokens tokens) {
    check(tokens);
    signals.values().forEach(signal -> signal.checkKind(tokens));
    nameSelectors(tokens);
    longNames = longNames(attributes);
    List<DbcSignal> built =
        signals.values().stream().map(signal -> signal.build(this, attributes, tokens)).toList();
    String fullName =
        attributes
            .ofMessage("SystemMessageLongSymbol", id)
            .filter(text -> !text.isEmpty())
            .orElse(name);
    return new DbcMessage(
        (int) (id & MASK_29),
        extended(),
        fullName,
        (int) length,
        fd(attributes),
        cycleTime(attributes),
        attributes.ofMessage("GenMsgSendType", id),
        built);
  }

  /** The final name of a signal of this message. */
  String nameOf(String signal) {
    return longNames.getOrDefault(signal, signal);
  }

  private boolean extended() {
    return (id & EXTENDED) != 0;
  }

  private void check(DbcTokens tokens) {
    if (length < 0 || length > 64) {
      tokens.error(line, "message " + name + " has " + length + " bytes", "a frame holds 0 to 64");
    }
    long number = id & ~EXTENDED;
    if (number < 0 || number > (extended() ? MASK_29 : MASK_11)) {
      tokens.error(
          line, "message id " + id + " is no identifier", "11 bits, or 29 bits plus 2147483648");
    }
  }

  /**
   * In simple multiplexing the one plain M selects all; SG_MUL_VAL_ named the selectors otherwise.
   */
  private void nameSelectors(DbcTokens tokens) {
    String plain =
        signals.values().stream()
            .filter(signal -> signal.selects && signal.selectedBy.isEmpty())
            .map(signal -> signal.name)
            .findFirst()
            .orElse("");
    List<SignalDraft> selected =
        signals.values().stream().filter(signal -> !signal.selectedBy.isEmpty()).toList();
    selected.forEach(
        signal -> signal.selector = signal.selector.isEmpty() ? plain : signal.selector);
    selected.forEach(signal -> checkSelectors(signal, tokens));
  }

  /**
   * Drops what selects a signal where it leads nowhere, so that whoever follows it comes to an end.
   */
  private void checkSelectors(SignalDraft signal, DbcTokens tokens) {
    Set<String> seen = new HashSet<>();
    SignalDraft at = signal;
    while (!at.selectedBy.isEmpty()) {
      SignalDraft selector = signals.get(at.selector);
      if (selector == null) {
        tokens.error(
            signal.line,
            "message " + name + " has no signal that selects " + at.name,
            "mark the selector with M, or name it in SG_MUL_VAL_");
        at.selectedBy.clear();
      } else if (!seen.add(at.name)) {
        tokens.error(
            signal.line, "signal " + signal.name + " selects itself", "mend its SG_MUL_VAL_");
        at.selectedBy.clear();
      } else if (seen.size() > DEEPEST) {
        tokens.error(
            signal.line,
            "more than " + DEEPEST + " selectors stand above signal " + signal.name,
            "mend its SG_MUL_VAL_");
        at.selectedBy.clear();
      } else {
        at = selector;
      }
    }
  }

  private Map<String, String> longNames(DbcAttributes attributes) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String signal : signals.keySet()) {
      attributes
          .ofSignal("SystemSignalLongSymbol", id, signal)
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> names.put(signal, text));
    }
    return names;
  }

  private boolean fd(DbcAttributes attributes) {
    return length > 8
        || attributes.ofMessage("VFrameFormat", id).filter(MessageDraft::fdFormat).isPresent();
  }

  /**
   * By name, or by the index that Vector's enumeration gives it where the file declares a plain
   * number.
   */
  private static boolean fdFormat(String format) {
    return format.endsWith("_FD") || format.equals("14") || format.equals("15");
  }

  private OptionalInt cycleTime(DbcAttributes attributes) {
    return attributes
        .ofMessage("GenMsgCycleTime", id)
        .filter(text -> text.matches("[1-9]\\d{0,8}"))
        .map(text -> OptionalInt.of(Integer.parseInt(text)))
        .orElse(OptionalInt.empty());
  }
}
