package io.voxbus.vehicle;

/**
 * How far a token sequence has come. Immutable; made and read by {@link CallGrammar} alone.
 *
 * <p>Outside of a number, {@code argument} is the first argument of the function that may still
 * come. Within one, it is the argument whose number is being spelt.
 */
public final class GrammarState {
  private final Phase phase;
  private final int calls;
  private final int function;
  private final int argument;
  private final NumberPrefix number;

  enum Phase {
    BETWEEN_CALLS,
    IN_CALL,
    IN_NUMBER,
    ENDED
  }

  private GrammarState(Phase phase, int calls, int function, int argument, NumberPrefix number) {
    this.phase = phase;
    this.calls = calls;
    this.function = function;
    this.argument = argument;
    this.number = number;
  }

  static GrammarState start() {
    return new GrammarState(Phase.BETWEEN_CALLS, 0, 0, 0, NumberPrefix.EMPTY);
  }

  GrammarState call(int called) {
    return new GrammarState(Phase.IN_CALL, calls + 1, called, 0, NumberPrefix.EMPTY);
  }

  GrammarState before(int next) {
    return new GrammarState(Phase.IN_CALL, calls, function, next, NumberPrefix.EMPTY);
  }

  GrammarState within(int spelt, NumberPrefix prefix) {
    return new GrammarState(Phase.IN_NUMBER, calls, function, spelt, prefix);
  }

  GrammarState end() {
    return new GrammarState(Phase.ENDED, calls, function, argument, NumberPrefix.EMPTY);
  }

  Phase phase() {
    return phase;
  }

  /** How many calls have begun. */
  int calls() {
    return calls;
  }

  int function() {
    return function;
  }

  int argument() {
    return argument;
  }

  NumberPrefix number() {
    return number;
  }
}
