package io.voxbus.module.speech;

import java.io.Serial;

/**
 * The bytes are no transcript; the message is a line for the sender, without the transcript's text.
 */
final class Unreadable extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  Unreadable(String detail) {
    super(detail, null, false, false);
  }

  /** The line for the sender. */
  String detail() {
    return String.valueOf(getMessage());
  }
}
