package io.voxbus.dbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One signal of a message. Its physical value is raw × factor + offset.
 *
 * <p>A raw value is passed as a long: sign-extended for a signed signal, the unsigned bits
 * otherwise, the IEEE 754 bits for a floating-point signal.
 *
 * @param name unique within its message
 * @param bits where it stands
 * @param kind how its bits mean a number
 * @param scaling factor and offset
 * @param range the declared physical range; empty where the file says {@code [0|0]}, which means
 *     none
 * @param unit of the physical value; may be empty
 * @param multiplexing when it is present
 * @param labels names of raw numbers; may name some beyond the range. A key is a raw value, but of
 *     a floating-point signal a whole number
 * @param startRaw the raw value before anything was sent, from {@code GenSigStartValue}, else 0
 */
public record DbcSignal(
    String name,
    BitField bits,
    NumberKind kind,
    Scaling scaling,
    Optional<Range> range,
    String unit,
    Multiplexing multiplexing,
    Map<Long, String> labels,
    long startRaw) {
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  /** A closed range of physical values. */
  public record Range(BigDecimal minimum, BigDecimal maximum) {
    boolean contains(BigDecimal value) {
      return value.compareTo(minimum) >= 0 && value.compareTo(maximum) <= 0;
    }
  }

  /** Copies the labels, in ascending order of their raw values. */
  public DbcSignal {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** Quick, for signals are keys. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** What a raw value is multiplied by; not 0. */
  public BigDecimal factor() {
    return scaling.factor();
  }

  /** What is added after the factor. */
  public BigDecimal offset() {
    return scaling.offset();
  }

  /** The physical value of a raw value; empty for a float that is infinite or not a number. */
  public Optional<BigDecimal> physical(long raw) {
    return switch (kind) {
      case FLOAT -> finite(Float.intBitsToFloat((int) raw)).map(scaling::physical);
      case DOUBLE -> finite(Double.longBitsToDouble(raw)).map(scaling::physical);
      case SIGNED -> Optional.of(scaling.physical(raw));
      case UNSIGNED ->
          Optional.of(raw < 0 ? scaling.physical(unsigned(raw)) : scaling.physical(raw));
    };
  }

  /** The physical value of a raw value as the nearest double; NaN for a float that is none. */
  public double number(long raw) {
    boolean plain = !floating() && (kind == NumberKind.SIGNED || raw >= 0);
    return plain
        ? scaling.near(raw)
        : physical(raw).map(BigDecimal::doubleValue).orElse(Double.NaN);
  }

  /** The value table's name of a raw value. */
  public Optional<String> label(long raw) {
    return floating() ? wholeNumber(raw).map(labels::get) : Optional.ofNullable(labels.get(raw));
  }

  /** The raw value that the value table gives this name; where two have it, the lower one. */
  public Optional<Long> rawOf(String label) {
    return labels.entrySet().stream()
        .filter(entry -> entry.getValue().equals(label))
        .map(Map.Entry::getKey)
        .map(this::rawOfNumber)
        .findFirst();
  }

  /**
   * The physical value that the value table gives this name.
   *
   * @throws SignalException if the signal has no such label
   */
  public BigDecimal labelled(String label) {
    return rawOf(label)
        .flatMap(this::physical)
        .orElseThrow(
            () ->
                new SignalException(
                    "signal %s has no label %s, only %s".formatted(name, label, labels.values())));
  }

  /**
   * The raw value that comes nearest to a physical value: (physical - offset) / factor, rounded
   * half to even; of a floating-point signal the nearest float.
   *
   * <p>The value must lie in the declared range, unless its raw value has a label (such as "signal
   * not available"), and its raw value must fit the signal's bits.
   *
   * @throws SignalException otherwise
   */
  public long raw(BigDecimal physical) {
    requireSize(physical);
    long raw =
        switch (kind) {
          case FLOAT -> single(physical);
          case DOUBLE -> twice(physical);
          case SIGNED, UNSIGNED -> whole(physical);
        };
    if (range.isPresent() && !range.get().contains(physical) && label(raw).isEmpty()) {
      throw refuse(physical, range.get());
    }
    return raw;
  }

  /**
   * The lowest and highest value that both the bits and the declared range allow. Empty for a
   * floating-point signal without range.
   */
  public Optional<Range> span() {
    return width()
        .map(
            width ->
                range
                    .map(
                        declared ->
                            new Range(
                                declared.minimum().max(width.minimum()),
                                declared.maximum().min(width.maximum())))
                    .orElse(width))
        .or(() -> range);
  }

  /** The lowest and highest value that the bits allow. Empty for a floating-point signal. */
  Optional<Range> width() {
    if (floating()) {
      return Optional.empty();
    }
    BigDecimal one = scaling.physical(new BigDecimal(lowestRaw()));
    BigDecimal other = scaling.physical(new BigDecimal(highestRaw()));
    return Optional.of(new Range(one.min(other), one.max(other)));
  }

  /** Whether the bits can carry a raw value, as labels and selections name it. */
  boolean carries(long raw) {
    return floating() || bits.length() == 64 || fits(raw);
  }

  /** The raw value in a payload that holds the signal's bits. */
  long read(byte[] payload) {
    long unsigned = bits.read(payload);
    int unused = 64 - bits.length();
    return kind == NumberKind.SIGNED ? unsigned << unused >> unused : unsigned;
  }

  private boolean floating() {
    return kind == NumberKind.FLOAT || kind == NumberKind.DOUBLE;
  }

  private static Optional<BigDecimal> finite(double value) {
    return Double.isFinite(value) ? Optional.of(new BigDecimal(value)) : Optional.empty();
  }

  private static BigDecimal unsigned(long raw) {
    return new BigDecimal(BigInteger.valueOf(raw).add(TWO_TO_64));
  }

  /** The number of a float, where it is a whole one. */
  private Optional<Long> wholeNumber(long raw) {
    double number =
        kind == NumberKind.FLOAT ? Float.intBitsToFloat((int) raw) : Double.longBitsToDouble(raw);
    return number == (long) number ? Optional.of((long) number) : Optional.empty();
  }

  private long rawOfNumber(long number) {
    return switch (kind) {
      case FLOAT -> bits((float) number);
      case DOUBLE -> Double.doubleToRawLongBits((double) number);
      case SIGNED, UNSIGNED -> number;
    };
  }

  private static long bits(float single) {
    return Float.floatToRawIntBits(single) & 0xFFFF_FFFFL;
  }

  private long single(BigDecimal physical) {
    float single = scaling.number(physical).floatValue();
    requireFinite(single, physical);
    return bits(single);
  }

  private long twice(BigDecimal physical) {
    double number = scaling.number(physical).doubleValue();
    requireFinite(number, physical);
    return Double.doubleToRawLongBits(number);
  }

  private long whole(BigDecimal physical) {
    if (scaling.inLongs(physical)) {
      long raw = scaling.nearestInLongs(physical);
      if (!fits(raw)) {
        throw refuse(physical, span().orElseThrow());
      }
      return raw;
    }
    BigInteger raw = scaling.nearest(physical);
    if (raw.compareTo(lowestRaw()) < 0 || raw.compareTo(highestRaw()) > 0) {
      throw refuse(physical, span().orElseThrow());
    }
    return raw.longValue();
  }

  /** Whether the bits can carry a number. */
  private boolean fits(long number) {
    int unused = 64 - bits.length();
    return kind == NumberKind.SIGNED
        ? number << unused >> unused == number
        : number >= 0 && number << unused >>> unused == number;
  }

  /** Arithmetic on a number such as 1e99999999 would not end. */
  private void requireSize(BigDecimal physical) {
    if (Math.abs((long) physical.scale()) > DbcTokens.LONGEST_NUMBER) {
      throw new SignalException("signal %s cannot carry %s".formatted(name, physical));
    }
  }

  private void requireFinite(double number, BigDecimal physical) {
    if (!Double.isFinite(number)) {
      throw new SignalException("signal %s cannot carry %s".formatted(name, physical));
    }
  }

  private BigInteger lowestRaw() {
    return kind == NumberKind.SIGNED
        ? BigInteger.ONE.shiftLeft(bits.length() - 1).negate()
        : BigInteger.ZERO;
  }

  private BigInteger highestRaw() {
    int magnitude = kind == NumberKind.SIGNED ? bits.length() - 1 : bits.length();
    return BigInteger.ONE.shiftLeft(magnitude).subtract(BigInteger.ONE);
  }

  private SignalException refuse(BigDecimal physical, Range allowed) {
    return new SignalException(
        "signal %s cannot carry %s: it goes from %s to %s %s"
            .formatted(
                name,
                physical.toPlainString(),
                allowed.minimum().toPlainString(),
                allowed.maximum().toPlainString(),
                unit)
            .strip());
  }
}
