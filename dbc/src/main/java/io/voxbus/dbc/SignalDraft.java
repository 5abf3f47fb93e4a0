package io.voxbus.dbc;

import io.voxbus.dbc.DbcTokens.Kind;
import io.voxbus.dbc.DbcTokens.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A signal while its file is read: statements further down add to it. */
final class SignalDraft {
  private static final Pattern MULTIPLEXER = Pattern.compile("M|m(?<value>\\d{1,9})(?<selects>M?)");

  final String name;
  final int line;
  final Map<Long, String> labels = new LinkedHashMap<>();
  final List<Multiplexing.RawRange> selectedBy = new ArrayList<>();

  /** As {@code SIG_VALTYPE_} says: 1 is single and 2 double precision, 0 neither. */
  long floatKind;

  /** The selecting signal's name; empty until known. */
  String selector = "";

  boolean selects;

  /** False where the file puts the signal at no possible place. */
  boolean placed = true;

  private BitField bits = new BitField(0, 1, BitField.Order.INTEL);
  private boolean signed;
  private BigDecimal factor = BigDecimal.ONE;
  private BigDecimal offset = BigDecimal.ZERO;
  private BigDecimal minimum = BigDecimal.ZERO;
  private BigDecimal maximum = BigDecimal.ZERO;
  private String unit = "";

  SignalDraft(String name, int line) {
    this.name = name;
    this.line = line;
  }

  /**
   * {@code SG_ name [M|m1|m1M] : start|length@order sign (factor,offset) [minimum|maximum] "unit"}
   * after its keyword.
   */
  static SignalDraft read(DbcTokens tokens) {
    Token name = tokens.take(Kind.WORD, "a signal name");
    SignalDraft draft = new SignalDraft(name.text(), name.line());
    draft.readMultiplexer(tokens);
    draft.readBits(tokens);
    draft.readScaling(tokens);
    draft.unit = tokens.take(Kind.STRING, "a unit in quotes").text();
    return draft;
  }

  private void readMultiplexer(DbcTokens tokens) {
    if (tokens.peek().is(":")) {
      tokens.take();
      return;
    }
    Token token = tokens.take();
    Matcher matcher = MULTIPLEXER.matcher(token.text());
    if (!matcher.matches()) {
      throw tokens.unexpected(token, "':', M, m1 or m1M");
    }
    selects = token.text().endsWith("M");
    if (token.text().startsWith("m")) {
      long value = Long.parseLong(matcher.group("value"));
      selectedBy.add(new Multiplexing.RawRange(value, value));
    }
    tokens.take(":");
  }

  private void readBits(DbcTokens tokens) {
    long start = tokens.whole("a start bit");
    tokens.take("|");
    long length = tokens.whole("a length in bits");
    tokens.take("@");
    boolean intel = tokens.whole("1 (Intel) or 0 (Motorola)") != 0;
    signed = tokens.takeIf("-");
    if (!signed) {
      tokens.take("+");
    }
    try {
      bits =
          new BitField(
              Math.toIntExact(start),
              Math.toIntExact(length),
              intel ? BitField.Order.INTEL : BitField.Order.MOTOROLA);
    } catch (IllegalArgumentException | ArithmeticException e) {
      placed = false;
      tokens.error(line, "signal " + name + ": " + e.getMessage(), "mend the place before '@'");
    }
  }

  private void readScaling(DbcTokens tokens) {
    tokens.take("(");
    factor = tokens.number("a factor");
    tokens.take(",");
    offset = tokens.number("an offset");
    tokens.take(")");
    tokens.take("[");
    minimum = tokens.number("a minimum");
    tokens.take("|");
    maximum = tokens.number("a maximum");
    tokens.take("]");
    if (factor.signum() == 0) {
      tokens.error(line, "signal " + name + " has factor 0", "write 1 for a plain number");
      factor = BigDecimal.ONE;
    }
  }

  /** Single precision has 32 bits and double precision 64. */
  void checkKind(DbcTokens tokens) {
    boolean wrongLength =
        (floatKind == 1 && bits.length() != 32) || (floatKind == 2 && bits.length() != 64);
    if (floatKind < 0 || floatKind > 2 || wrongLength) {
      tokens.error(
          line,
          "signal %s of %d bits cannot be of kind %d".formatted(name, bits.length(), floatKind),
          "write 1 for 32 bits, 2 for 64 bits, else 0");
      floatKind = 0;
    }
  }

  /** The finished signal of a message. */
  DbcSignal build(MessageDraft message, DbcAttributes attributes, DbcTokens tokens) {
    Multiplexing multiplexing =
        new Multiplexing(
            selects,
            selectedBy.isEmpty()
                ? Optional.empty()
                : Optional.of(new Multiplexing.Selection(message.nameOf(selector), selectedBy)));
    DbcSignal signal =
        new DbcSignal(
            message.nameOf(name),
            bits,
            kind(),
            new Scaling(factor, offset),
            range(),
            unit,
            multiplexing,
            labels,
            0);
    return attributes
        .ofSignal("GenSigStartValue", message.id, name)
        .flatMap(DbcTokens::parsed)
        .map(number -> withStart(signal, number, tokens))
        .orElse(signal);
  }

  /** {@code GenSigStartValue} is a raw value; one that does not fit the bits counts as 0. */
  private DbcSignal withStart(DbcSignal signal, BigDecimal number, DbcTokens tokens) {
    try {
      DbcSignal unscaled =
          new DbcSignal(
              signal.name(),
              signal.bits(),
              signal.kind(),
              Scaling.NONE,
              Optional.empty(),
              "",
              Multiplexing.NONE,
              Map.of(),
              0);
      return new DbcSignal(
          signal.name(),
          signal.bits(),
          signal.kind(),
          signal.scaling(),
          signal.range(),
          signal.unit(),
          signal.multiplexing(),
          signal.labels(),
          unscaled.raw(number));
    } catch (SignalException e) {
      tokens.warn(
          line,
          "start value %s of signal %s does not fit its bits, so 0 is sent".formatted(number, name),
          "give a raw value that fits in GenSigStartValue");
      return signal;
    }
  }

  private NumberKind kind() {
    if (floatKind != 0) {
      return floatKind == 1 ? NumberKind.FLOAT : NumberKind.DOUBLE;
    }
    return signed ? NumberKind.SIGNED : NumberKind.UNSIGNED;
  }

  private Optional<DbcSignal.Range> range() {
    boolean none = minimum.signum() == 0 && maximum.signum() == 0;
    return none ? Optional.empty() : Optional.of(new DbcSignal.Range(minimum, maximum));
  }
}
