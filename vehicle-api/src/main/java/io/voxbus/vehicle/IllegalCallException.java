package io.voxbus.vehicle;

/**
 * A call or a token sequence that the catalogue does not admit; the message names the function, the
 * argument, the value and what is allowed.
 */
public final class IllegalCallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IllegalCallException(String message) {
    super(message);
  }
}
