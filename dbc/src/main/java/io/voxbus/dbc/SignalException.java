package io.voxbus.module.can;

/**
 * A value cannot be carried by a signal. The message names message, signal, value and what is
 * allowed.
 */
public final class SignalException extends RuntimeException {
  SignalException(String message) {
    super(message);
  }
}
