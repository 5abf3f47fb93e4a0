package io.voxbus.module.interlock;

/** What the gate says of a call. */
public sealed interface Verdict permits Pass, Verdict.Held {

  /** The call must not be carried out as it is. */
  sealed interface Held extends Verdict permits Refused, Asked {
    /** Which rule holds it. */
    Rule rule();
  }

  /**
   * The call must not be carried out now.
   *
   * @param rule which rule refuses it
   */
  record Refused(Rule rule) implements Held {}

  /**
   * The call may be carried out when the speaker says yes to it.
   *
   * @param rule which rule wants to know
   */
  record Asked(Rule rule) implements Held {}
}
