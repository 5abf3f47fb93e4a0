package io.voxbus.vehicle;

/**
 * One argument of a function.
 *
 * @param name unique within its function
 * @param optional true when a call may leave it out
 * @param type what its value may be
 */
public record ArgumentSpec(String name, boolean optional, ArgumentType type) {
  public ArgumentSpec {
    Names.check("an argument", name);
  }

  /** This argument's line of the catalogue's canonical text, without its end. */
  String canonicalText() {
    return "argument " + name + (optional ? " optional " : " required ") + type.canonicalText();
  }
}
