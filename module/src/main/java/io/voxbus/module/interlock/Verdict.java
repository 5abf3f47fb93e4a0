package io.voxbus.module.interlock;

/** What the gate says of a grounded call. */
public sealed interface Verdict permits Gate.Cleared, Verdict.Refused {
  /**
   * The call must not be carried out now.
   *
   * @param rule the interlock, for example {@code openings_while_driving}, or {@code no_rule} for a
   *     function that has no entry
   * @param reason a sentence that a head unit could say
   */
  record Refused(String rule, String reason) implements Verdict {}
}
