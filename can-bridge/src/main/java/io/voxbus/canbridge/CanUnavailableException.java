package io.voxbus.canbridge;

import java.io.IOException;

/** There is no CAN bus to send on; the message says why, and what to do about it. */
public final class CanUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  CanUnavailableException(String cause, String mend) {
    super(cause + "; " + mend);
  }
}
