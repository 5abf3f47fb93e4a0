package io.voxbus.dbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
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
 * @param factor not zero
 * @param offset added after the factor
 * @param range the declared physical range; empty where the file says {@code [0|0]}, which means
 *     none
 * @param unit of the physical value; may be empty
 * @param multiplexing when it is present
 * @param labels names of raw values; may name values beyond the range
 * @param startRaw the raw value before anything was sent, from {@code GenSigStartValue}, else 0
 */
public record DbcSignal(
    String name,
    BitField bits,
    NumberKind kind,
    BigDecimal factor,
    BigDecimal offset,
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
    if (factor.signum() == 0) {
      throw new IllegalArgumentException("factor of " + name + " is 0");
    }
  }

  /** The physical value of a raw value; empty for a float that is infinite or not a number. */
  public Optional<BigDecimal> physical(long raw) {
    return number(raw).map(number -> number.multiply(factor).add(offset));
  }

  /** The value table's name of a raw value. */
  public Optional<String> label(long raw) {
    return Optional.ofNullable(labels.get(raw));
  }

  /** The raw value that the value table gives this name; where two have it, the lower one. */
  public Optional<Long> rawOf(String label) {
    return labels.entrySet().stream()
        .filter(entry -> entry.getValue().equals(label))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * The raw value that comes nearest to a physical value: (physical - offset) / factor, rounded
   * half to even.
   *
   * <p>The value must lie in the declared range, unless its raw value has a label (such as "signal
   * not available"), and its raw value must fit the signal's bits.
   *
   * @throws SignalException otherwise
   */
  public long raw(BigDecimal physical) {
    BigDecimal exact = physical.subtract(offset);
    long raw =
        switch (kind) {
          case FLOAT -> {
            float single = exact.floatValue() / factor.floatValue();
            requireFinite(single, physical);
            yield Float.floatToRawIntBits(single) & 0xFFFF_FFFFL;
          }
          case DOUBLE -> {
            double number = exact.doubleValue() / factor.doubleValue();
            requireFinite(number, physical);
            yield Double.doubleToRawLongBits(number);
          }
          case SIGNED, UNSIGNED -> whole(exact.divide(factor, 0, RoundingMode.HALF_EVEN), physical);
        };
    if (range.isPresent() && !range.get().contains(physical) && !labels.containsKey(raw)) {
      throw refuse(physical, range.get());
    }
    return raw;
  }

  /**
   * The lowest and highest value that both the bits and the declared range allow. Empty for a
   * floating-point signal without range.
   */
  public Optional<Range> span() {
    if (kind == NumberKind.FLOAT || kind == NumberKind.DOUBLE) {
      return range;
    }
    BigDecimal one = new BigDecimal(lowestRaw()).multiply(factor).add(offset);
    BigDecimal other = new BigDecimal(highestRaw()).multiply(factor).add(offset);
    Range width = new Range(one.min(other), one.max(other));
    return Optional.of(
        range
            .map(
                declared ->
                    new Range(
                        declared.minimum().max(width.minimum()),
                        declared.maximum().min(width.maximum())))
            .orElse(width));
  }

  /** The raw value in a payload that holds the signal's bits. */
  long read(byte[] payload) {
    long unsigned = bits.read(payload);
    int unused = 64 - bits.length();
    return kind == NumberKind.SIGNED ? unsigned << unused >> unused : unsigned;
  }

  private Optional<BigDecimal> number(long raw) {
    return switch (kind) {
      case FLOAT -> finite(Float.intBitsToFloat((int) raw));
      case DOUBLE -> finite(Double.longBitsToDouble(raw));
      case SIGNED -> Optional.of(BigDecimal.valueOf(raw));
      case UNSIGNED -> Optional.of(new BigDecimal(unsigned(raw)));
    };
  }

  private static Optional<BigDecimal> finite(double value) {
    return Double.isFinite(value) ? Optional.of(new BigDecimal(value)) : Optional.empty();
  }

  private static BigInteger unsigned(long raw) {
    BigInteger number = BigInteger.valueOf(raw);
    return raw < 0 ? number.add(TWO_TO_64) : number;
  }

  private long whole(BigDecimal rounded, BigDecimal physical) {
    BigInteger raw = rounded.toBigIntegerExact();
    if (raw.compareTo(lowestRaw()) < 0 || raw.compareTo(highestRaw()) > 0) {
      throw refuse(physical, span().orElseThrow());
    }
    return raw.longValue();
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
