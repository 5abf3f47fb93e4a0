package io.voxbus.dbc;

import java.util.List;
import java.util.Optional;

/**
 * A signal's part in a multiplexed message.
 *
 * @param selector whether other signals depend on this one ({@code M})
 * @param selection when this signal is present ({@code m2}); empty for a signal that always is
 */
public record Multiplexing(boolean selector, Optional<Selection> selection) {
  /** Neither selects nor is selected. */
  public static final Multiplexing NONE = new Multiplexing(false, Optional.empty());

  /**
   * Present only while a selector has one of some raw values.
   *
   * @param selector name of the selecting signal
   * @param values the selector's raw values, at least one range
   */
  public record Selection(String selector, List<RawRange> values) {
    /** Copies the list. */
    public Selection {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException(
            "a selection by " + selector + " needs at least one value");
      }
    }

    /** Whether the selector's raw value selects the signal. Asked for each signal of each frame. */
    public boolean contains(long raw) {
      for (int i = 0; i < values.size(); i++) { // an iterator would be garbage
        if (values.get(i).first() <= raw && raw <= values.get(i).last()) {
          return true;
        }
      }
      return false;
    }
  }

  /** Raw values from {@code first} to {@code last}, both included. */
  public record RawRange(long first, long last) {}
}
