package io.voxbus.dbc;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what is odd in a signal that was read.
 *
 * @param line where it stands
 */
record SignalCheck(DbcSignal signal, int line, DbcTokens tokens) {
  void check() {
    signal.range().ifPresent(this::checkRange);
    checkStart();
    checkLabels();
  }

  private void checkRange(DbcSignal.Range range) {
    if (range.minimum().compareTo(range.maximum()) > 0) {
      warn(
          "has a minimum of %s above its maximum of %s"
              .formatted(plain(range.minimum()), plain(range.maximum())),
          "exchange them");
      return;
    }
    signal.width().filter(width -> !carries(width, range)).ifPresent(width -> warn(width, range));
  }

  /** Ends of ranges are often rounded, so less than a step beyond is not told. */
  private boolean carries(DbcSignal.Range width, DbcSignal.Range range) {
    BigDecimal step = signal.factor().abs();
    return width.minimum().subtract(range.minimum()).compareTo(step) < 0
        && range.maximum().subtract(width.maximum()).compareTo(step) < 0;
  }

  private void warn(DbcSignal.Range width, DbcSignal.Range range) {
    warn(
        "goes from %s to %s, but its bits only from %s to %s"
            .formatted(
                plain(range.minimum()),
                plain(range.maximum()),
                plain(width.minimum()),
                plain(width.maximum())),
        "mend the range, the factor or the length");
  }

  /** A signal without GenSigStartValue starts at raw 0, which may well lie beyond its range. */
  private void checkStart() {
    Optional<BigDecimal> start = signal.physical(signal.startRaw());
    boolean beyond =
        signal.startRaw() != 0
            && signal.label(signal.startRaw()).isEmpty()
            && start.isPresent()
            && signal.range().filter(range -> !range.contains(start.get())).isPresent();
    if (beyond) {
      warn(
          "starts at %s, which is beyond its range".formatted(plain(start.orElseThrow())),
          "mend GenSigStartValue, which is a raw value, or the range");
    }
  }

  private void checkLabels() {
    List<Long> beyond =
        signal.labels().keySet().stream().filter(raw -> !signal.carries(raw)).toList();
    if (!beyond.isEmpty()) {
      warn("has labels for raw values that its bits cannot carry: " + beyond, "remove them");
    }
    Set<String> seen = new HashSet<>();
    List<String> twice =
        signal.labels().values().stream().filter(label -> !seen.add(label)).distinct().toList();
    if (!twice.isEmpty()) {
      warn("has labels of more than one raw value: " + twice, "only the lowest is sent by label");
    }
  }

  private void warn(String cause, String mend) {
    tokens.warn(line, "signal " + signal.name() + " " + cause, mend);
  }

  /** Written out, unless that takes more digits than a 64-bit number has. */
  private static String plain(BigDecimal number) {
    BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    boolean writable = stripped.precision() - stripped.scale() <= 20 && stripped.scale() <= 20;
    return writable ? stripped.toPlainString() : stripped.toString();
  }
}
