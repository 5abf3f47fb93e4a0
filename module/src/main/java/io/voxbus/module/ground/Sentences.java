package io.voxbus.module.ground;

import io.voxbus.module.ground.Grounding.Ungrounded;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.Call;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** The refusals of grounding, as a head unit would say them. */
final class Sentences {
  /** Nouns for functions whose name without its verb is none. */
  private static final Map<String, String> NOUNS =
      Map.of(
          "query_status",
          "status report",
          "wash_window",
          "window washer",
          "move_seat",
          "powered seat",
          "move_backrest",
          "powered backrest");

  private Sentences() {}

  static Ungrounded unsupportedFunction(Call call) {
    return new Ungrounded(
        call, "unsupported_function", "This car has no control for the " + noun(call) + ".");
  }

  static Ungrounded unsupportedArea(Call call, String area) {
    return new Ungrounded(
        call,
        "unsupported_area",
        "This car has no %s for %s.".formatted(noun(call), spokenArea(area)));
  }

  static Ungrounded speakerUnknown(Call call) {
    return new Ungrounded(
        call,
        "speaker_unknown",
        "I can't tell where you are sitting. Please say which place you mean, such as driver or rear left.");
  }

  static Ungrounded unsupportedValue(Call call, ArgumentValue value) {
    return new Ungrounded(
        call,
        "unsupported_value",
        "The %s has no setting %s in this car.".formatted(noun(call), words(value.text())));
  }

  /** Names the range in the board's own unit. */
  static Ungrounded outOfRange(Call call, BigDecimal said, Span span) {
    String range = range(span.minimum(), span.maximum(), span.unit());
    return outOfRange(call, said, range, span.change());
  }

  /** Names the range in the unit that was said. */
  static Ungrounded outOfRange(Call call, BigDecimal said, Span span, Unit unit) {
    BigDecimal lowest =
        rounded(unit.fromBase(span.minimum(), span.change()), unit, RoundingMode.CEILING);
    BigDecimal highest =
        rounded(unit.fromBase(span.maximum(), span.change()), unit, RoundingMode.FLOOR);
    return outOfRange(call, said, range(lowest, highest, unit.spoken()), span.change());
  }

  private static Ungrounded outOfRange(Call call, BigDecimal said, String range, boolean change) {
    String sentence =
        change
            ? "The %s can change by %s at a time, not by %s."
            : "The %s goes from %s, so %s is not possible.";
    return new Ungrounded(call, "out_of_range", sentence.formatted(noun(call), range, plain(said)));
  }

  private static String range(BigDecimal lowest, BigDecimal highest, String unit) {
    return plain(lowest) + " to " + plain(highest) + (unit.isEmpty() ? "" : " " + unit);
  }

  private static BigDecimal rounded(BigDecimal number, Unit unit, RoundingMode towards) {
    return unit.base() ? number : number.setScale(0, towards);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** The function's name without its verb. */
  private static String noun(Call call) {
    String name = call.function().name();
    return NOUNS.getOrDefault(name, words(name.substring(name.indexOf('_') + 1)));
  }

  private static String spokenArea(String area) {
    return switch (area) {
      case "speaker" -> "your place";
      case "driver", "passenger" -> "the " + area;
      case "all" -> "the whole car";
      default -> "the " + words(area) + (area.contains("_") ? "" : " of the car");
    };
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }
}
