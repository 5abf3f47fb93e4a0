package io.voxbus.hil.time;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** How late things were that were to be at certain moments. Belongs to one thread. */
public final class Punctuality {
  /** So many moments at either end say whether lateness has grown. */
  private static final int END = 100;

  private final Histogram lateMicros = new Histogram(3);
  private final List<Long> first = new ArrayList<>();
  private final ArrayDeque<Long> last = new ArrayDeque<>();
  private long begun;
  private long ended;
  private long toEnd;

  /**
   * Something was to be at one moment, and was at another; both by {@link System#nanoTime}. In the
   * order of the moments.
   */
  public void note(long intended, long actual) {
    long late = Math.max(0, actual - intended);
    lateMicros.recordValue(late / 1000);
    if (first.isEmpty()) {
      begun = intended;
    }
    if (first.size() < END) {
      first.add(late);
    }
    last.add(late);
    if (last.size() > END) {
      last.remove();
    }
    ended = actual;
    toEnd = intended;
  }

  /** How many there were. */
  public long count() {
    return lateMicros.getTotalCount();
  }

  /** From when the first was to be until the last was, in seconds. */
  public double seconds() {
    return (ended - begun) / 1e9;
  }

  /** From when the first was to be until the last was to be, in seconds. */
  public double intendedSeconds() {
    return (toEnd - begun) / 1e9;
  }

  /**
   * How much later than at the beginning the last ones were, in milliseconds: the medians of a
   * hundred each, or of all where they are fewer.
   */
  public double driftMillis() {
    return count() == 0 ? 0 : (median(last) - median(first)) / 1e6;
  }

  /** How late the ones were that this share of all does not exceed, in milliseconds. */
  public double lateMillis(double percentile) {
    return lateMicros.getValueAtPercentile(percentile) / 1e3;
  }

  /** In a line for people. */
  public String told() {
    return String.format(
        Locale.ROOT,
        "%d in %.3f s, intended %.3f s; late by %.3f ms (p50), %.3f (p99), %.3f (max); drift %.3f ms",
        count(),
        seconds(),
        intendedSeconds(),
        lateMillis(50),
        lateMillis(99),
        lateMillis(100),
        driftMillis());
  }

  private static long median(Collection<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
  }
}
