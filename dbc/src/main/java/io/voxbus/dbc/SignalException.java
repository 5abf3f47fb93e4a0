package io.voxbus.dbc;

/**
 * A value cannot be carried by a signal. The message names message, signal, value and what is
 * allowed.
 */
public final class SignalException extends RuntimeException {
  /** What cannot be carried, and why. */
  public SignalException(String message) {
    super(message);
  }
}
