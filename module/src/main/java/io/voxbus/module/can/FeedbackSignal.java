package io.voxbus.module.can;

import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.DbcSignal;
import io.voxbus.dbc.SignalReading;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * The signal by which the vehicle tells that it followed a request.
 *
 * @param message carries it
 * @param signal the state
 * @param labels of the request to labels of the state, where they differ
 * @param scale a number of the state is that of the request × scale + offset
 * @param offset in the state's unit
 * @param tolerance how far the state may be from that, in its unit
 */
public record FeedbackSignal(
    DbcMessage message,
    DbcSignal signal,
    Map<String, String> labels,
    BigDecimal scale,
    BigDecimal offset,
    BigDecimal tolerance) {
  /** Copies the labels. */
  public FeedbackSignal {
    labels = Map.copyOf(labels);
  }

  /**
   * Whether a state is what was asked for.
   *
   * @param requested the request's physical value
   * @param label its label; empty where it has none
   * @param reading of {@link #signal}
   */
  public boolean follows(double requested, String label, SignalReading reading) {
    Optional<Long> wanted = signal.rawOf(labels.getOrDefault(label, label));
    if (wanted.isPresent()) {
      return wanted.get() == reading.raw();
    }
    BigDecimal expected = new BigDecimal(requested).multiply(scale).add(offset);
    return reading.physical().subtract(expected).abs().compareTo(tolerance) <= 0;
  }
}
