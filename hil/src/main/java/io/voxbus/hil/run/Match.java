package io.voxbus.hil.run;

import io.voxbus.dbc.SignalReading;
import io.voxbus.hil.scenario.Wanted;
import io.voxbus.proto.v1.Argument;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CommandResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what was seen with what is wanted. */
final class Match {
  private Match() {}

  /**
   * How something differs from what is wanted: an empty text when it does not; no text at all when
   * it is of another kind.
   */
  static Optional<String> difference(Wanted wanted, Seen.What what) {
    if (wanted instanceof Wanted.Frame frame && what instanceof Seen.OnBus seen) {
      return Optional.of(frame(frame, seen));
    }
    if (wanted instanceof Wanted.Command command && what instanceof Seen.Commanded seen) {
      return Optional.of(
          function(command.function(), seen.command().getFunction())
              .orElseGet(() -> arguments(command.arguments(), seen.command().getArgumentsList())));
    }
    if (wanted instanceof Wanted.Call call && what instanceof Seen.Answered seen) {
      return Optional.of(call(call, seen.response()));
    }
    if (wanted instanceof Wanted.Response response && what instanceof Seen.Answered seen) {
      return Optional.of(response(response, seen.response()));
    }
    return Optional.empty();
  }

  static boolean fits(Wanted wanted, Seen.What what) {
    return difference(wanted, what).filter(String::isEmpty).isPresent();
  }

  private static String frame(Wanted.Frame wanted, Seen.OnBus seen) {
    if (wanted.message().filter(name -> !name.equals(seen.message())).isPresent()) {
      return "it was " + seen.message();
    }
    int id = seen.line().frame().getCanId();
    if (wanted.id().filter(number -> number != id).isPresent()) {
      return "it was 0x%X".formatted(id);
    }
    if (wanted.protection().isPresent() && !wanted.protection().equals(seen.sound())) {
      return "its protection "
          + seen.sound().map(sound -> sound ? "holds" : "does not hold").orElse("does not exist");
    }
    List<String> wrong = new ArrayList<>();
    wanted.signals().forEach((name, value) -> signal(name, value, seen).ifPresent(wrong::add));
    return String.join(", ", wrong);
  }

  private static Optional<String> signal(String name, Wanted.SignalValue wanted, Seen.OnBus seen) {
    Optional<SignalReading> reading =
        seen.signals().stream().filter(each -> each.signal().name().equals(name)).findFirst();
    if (reading.isEmpty()) {
      return Optional.of("it has no " + name);
    }
    return holds(wanted, reading.get())
        ? Optional.empty()
        : Optional.of(name + " was " + text(reading.get()));
  }

  private static boolean holds(Wanted.SignalValue wanted, SignalReading reading) {
    double value = reading.physical().doubleValue();
    if (wanted instanceof Wanted.SignalValue.Label label) {
      return reading.label().filter(label.label()::equals).isPresent();
    }
    if (wanted instanceof Wanted.SignalValue.Between range) {
      return value >= range.lowest() && value <= range.highest();
    }
    Wanted.SignalValue.Near near = (Wanted.SignalValue.Near) wanted;
    double halfStep = Math.abs(reading.signal().factor().doubleValue()) / 2;
    return Math.abs(value - near.value()) <= near.tolerance().orElse(halfStep);
  }

  private static String text(SignalReading reading) {
    String value = reading.physical().stripTrailingZeros().toPlainString();
    return reading.label().map(label -> value + " " + label).orElse(value);
  }

  private static String call(Wanted.Call wanted, CommandResponse response) {
    List<String> differences =
        response.getResultsList().stream().map(result -> call(wanted, result)).toList();
    if (differences.isEmpty()) {
      return "the answer was " + response.getOutcome() + ", without a call";
    }
    return differences.contains("") ? "" : String.join("; ", differences);
  }

  private static String call(Wanted.Call wanted, CallResult result) {
    Optional<String> other = function(wanted.function(), result.getFunction());
    if (other.isPresent()) {
      return other.get();
    }
    if (wanted.state().filter(state -> state != result.getState()).isPresent()) {
      String rule = result.getRule().isEmpty() ? "" : " by " + result.getRule();
      return "its state was " + result.getState() + rule;
    }
    if (wanted.rule().filter(rule -> !rule.equals(result.getRule())).isPresent()) {
      return "its rule was '" + result.getRule() + "'";
    }
    return arguments(wanted.arguments(), result.getArgumentsList());
  }

  private static Optional<String> function(String wanted, String seen) {
    return wanted.equals(seen) ? Optional.empty() : Optional.of("it was " + seen);
  }

  private static String arguments(Map<String, String> wanted, List<Argument> seen) {
    List<String> wrong = new ArrayList<>();
    wanted.forEach(
        (name, value) -> {
          Optional<Argument> argument =
              seen.stream().filter(each -> each.getName().equals(name)).findFirst();
          if (argument.isEmpty()) {
            wrong.add("it had no " + name);
          } else if (!says(argument.get(), value)) {
            wrong.add(name + " was " + text(argument.get()));
          }
        });
    return String.join(", ", wrong);
  }

  private static boolean says(Argument argument, String value) {
    return argument.hasWord()
        ? argument.getWord().equals(value)
        : value.matches("[0-9.]+")
            && new BigDecimal(value).compareTo(BigDecimal.valueOf(argument.getNumber())) == 0;
  }

  private static String text(Argument argument) {
    return argument.hasWord()
        ? argument.getWord()
        : BigDecimal.valueOf(argument.getNumber()).stripTrailingZeros().toPlainString();
  }

  private static String response(Wanted.Response wanted, CommandResponse seen) {
    if (wanted.outcome().filter(outcome -> outcome != seen.getOutcome()).isPresent()) {
      return "it was " + seen.getOutcome() + results(seen);
    }
    if (wanted.say().filter(say -> !say.equals(seen.getSay())).isPresent()) {
      return "it said \"" + seen.getSay() + "\"";
    }
    boolean otherDetail = wanted.detail().filter(d -> !seen.getDetail().contains(d)).isPresent();
    return otherDetail ? "its detail was \"" + seen.getDetail() + "\"" : "";
  }

  private static String results(CommandResponse seen) {
    StringBuilder results = new StringBuilder();
    seen.getResultsList()
        .forEach(
            each ->
                results
                    .append("; ")
                    .append(each.getFunction())
                    .append(' ')
                    .append(each.getState())
                    .append(each.getRule().isEmpty() ? "" : " by " + each.getRule()));
    return results.toString();
  }
}
