package io.voxbus.hil.run;

import java.util.Locale;

/** A stretch of an utterance's way that is measured. */
public enum Stage {
  /** From the transcript's publication to the first command, both at the broker. */
  TO_COMMAND,
  /** From the transcript's publication to the first frame on the bus. */
  TO_FRAME,
  /** From the transcript's publication to the answer. */
  TO_RESPONSE,
  /** As the service measured it: from the transcript's arrival until the model began. */
  WAIT,
  /** As the service measured it: text to calls. */
  RESOLVE,
  /** As the service measured it: grounding, interlocks and encoding. */
  PREPARE,
  /** As the service measured it: from the first command to the last ack. */
  BRIDGE;

  /** As reports and files name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
