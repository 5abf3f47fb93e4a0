package io.voxbus.module.ground;

import io.voxbus.module.ground.Grounding.Ungrounded;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.Call;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** The refusals of grounding, with the facts that a sentence about them needs. */
final class Refusals {
  private Refusals() {}

  static Ungrounded unsupportedFunction(Call call) {
    return new Ungrounded(call, "unsupported_function", Map.of());
  }

  static Ungrounded unsupportedArea(Call call, String area) {
    return new Ungrounded(call, "unsupported_area", Map.of("place", area));
  }

  static Ungrounded speakerUnknown(Call call) {
    return new Ungrounded(call, "speaker_unknown", Map.of());
  }

  static Ungrounded unsupportedValue(Call call, ArgumentValue value) {
    return new Ungrounded(call, "unsupported_value", Map.of("value", value.text()));
  }

  /** Names the range in the board's own unit. */
  static Ungrounded outOfRange(Call call, BigDecimal said, Span span) {
    return outOfRange(call, said, new Range(span.minimum(), span.maximum(), span.unit()), span);
  }

  /** Names the range in the unit that was said. */
  static Ungrounded outOfRange(Call call, BigDecimal said, Span span, Unit unit) {
    BigDecimal lowest =
        rounded(unit.fromBase(span.minimum(), span.change()), unit, RoundingMode.CEILING);
    BigDecimal highest =
        rounded(unit.fromBase(span.maximum(), span.change()), unit, RoundingMode.FLOOR);
    return outOfRange(call, said, new Range(lowest, highest, unit.word()), span);
  }

  private record Range(BigDecimal lowest, BigDecimal highest, String unit) {}

  private static Ungrounded outOfRange(Call call, BigDecimal said, Range range, Span span) {
    return new Ungrounded(
        call,
        "out_of_range",
        Map.of(
            "of",
            span.change() ? "change" : "value",
            "said",
            plain(said),
            "lowest",
            plain(range.lowest()),
            "highest",
            plain(range.highest()),
            "unit",
            range.unit()));
  }

  private static BigDecimal rounded(BigDecimal number, Unit unit, RoundingMode towards) {
    return unit.base() ? number : number.setScale(0, towards);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
