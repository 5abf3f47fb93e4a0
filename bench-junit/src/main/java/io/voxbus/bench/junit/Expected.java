package io.voxbus.bench.junit;

import io.voxbus.hil.scenario.Wanted;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What can be expected to be seen. What is not named may be anything. */
public sealed interface Expected {
  /** As scenarios have it. */
  Wanted wanted();

  /**
   * A frame on the bus.
   *
   * @param message the DBC file's name of its message
   */
  static Frame frame(String message) {
    return new Frame(
        new Wanted.Frame(Optional.of(message), Optional.empty(), Map.of(), Optional.empty()));
  }

  /**
   * A command for the bridge.
   *
   * @param function the catalogue's name
   */
  static Command command(String function) {
    return new Command(new Wanted.Command(function, Map.of()));
  }

  /**
   * What an answer says of a call.
   *
   * @param function the catalogue's name
   */
  static Call call(String function) {
    return new Call(new Wanted.Call(function, Map.of(), Optional.empty(), Optional.empty()));
  }

  /** An answer to a transcript. */
  static Response response(Outcome outcome) {
    return new Response(
        new Wanted.Response(Optional.of(outcome), Optional.empty(), Optional.empty()));
  }

  /** An answer that there is nothing to do, and no command and no frame before it. */
  static Expected nothing() {
    return new Idle(new Wanted.Nothing());
  }

  /** A frame on the bus. */
  record Frame(Wanted.Frame wanted) implements Expected {
    /** With this signal at a label of the DBC file's value table. */
    public Frame with(String signal, String label) {
      return with(signal, new Wanted.SignalValue.Label(label));
    }

    /** With this signal at a number, within half a step of the signal. */
    public Frame with(String signal, double value) {
      return with(signal, new Wanted.SignalValue.Near(value, Optional.empty()));
    }

    /** With this signal at a number, within a tolerance in its unit. */
    public Frame with(String signal, double value, double tolerance) {
      return with(signal, new Wanted.SignalValue.Near(value, Optional.of(tolerance)));
    }

    /** Whose end-to-end protection holds, or does not. */
    public Frame protectedSoundly(boolean sound) {
      return new Frame(
          new Wanted.Frame(wanted.message(), wanted.id(), wanted.signals(), Optional.of(sound)));
    }

    private Frame with(String signal, Wanted.SignalValue value) {
      Map<String, Wanted.SignalValue> signals = new LinkedHashMap<>(wanted.signals());
      signals.put(signal, value);
      return new Frame(
          new Wanted.Frame(wanted.message(), wanted.id(), signals, wanted.protection()));
    }
  }

  /** A command for the bridge. */
  record Command(Wanted.Command wanted) implements Expected {
    /** With this argument. */
    public Command with(String argument, Object value) {
      return new Command(
          new Wanted.Command(wanted.function(), more(wanted.arguments(), argument, value)));
    }
  }

  /** What an answer says of a call. */
  record Call(Wanted.Call wanted) implements Expected {
    /** With this argument. */
    public Call with(String argument, Object value) {
      return new Call(
          new Wanted.Call(
              wanted.function(),
              more(wanted.arguments(), argument, value),
              wanted.state(),
              wanted.rule()));
    }

    /** Which came so far. */
    public Call that(CallState state) {
      return new Call(
          new Wanted.Call(
              wanted.function(), wanted.arguments(), Optional.of(state), wanted.rule()));
    }

    /** Which this rule held back. */
    public Call by(String rule) {
      return new Call(
          new Wanted.Call(
              wanted.function(), wanted.arguments(), wanted.state(), Optional.of(rule)));
    }
  }

  /** An answer to a transcript. */
  record Response(Wanted.Response wanted) implements Expected {
    /** With this sentence. */
    public Response saying(String sentence) {
      return new Response(
          new Wanted.Response(wanted.outcome(), Optional.of(sentence), wanted.detail()));
    }
  }

  /** An answer that there is nothing to do. */
  record Idle(Wanted.Nothing wanted) implements Expected {}

  private static Map<String, String> more(
      Map<String, String> arguments, String argument, Object value) {
    Map<String, String> all = new LinkedHashMap<>(arguments);
    all.put(argument, value.toString());
    return all;
  }
}
