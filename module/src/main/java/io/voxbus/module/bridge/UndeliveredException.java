package io.voxbus.module.bridge;

import java.io.Serial;

/** The broker did not confirm a message in time; whether it has it is not known. */
public final class UndeliveredException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  UndeliveredException(String reason) {
    super(reason, null, false, false);
  }
}
