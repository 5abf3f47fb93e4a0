package io.voxbus.module.can;

import java.util.Map;

/**
 * How the vehicle tells that it carried a function out.
 *
 * @param withinMs how long it may take, in milliseconds from the first frame
 * @param signals states by the request that they follow, as MESSAGE.SIGNAL
 */
public record FunctionFeedback(int withinMs, Map<String, FeedbackSignal> signals) {
  /** Copies the map. */
  public FunctionFeedback {
    signals = Map.copyOf(signals);
  }
}
