package io.voxbus.module.can;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What an actuator of the Vehicle Signal Specification is set to.
 *
 * @param path for example {@code Vehicle.Cabin.Door.Row1.DriverSide.IsLocked}
 * @param value a Boolean, a BigDecimal or a String
 */
public record VssSetting(String path, Object value) {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

  /** What a word of a mapping stands for: true, false, a number, or itself. */
  static Object value(String word) {
    if (word.equals("true") || word.equals("false")) {
      return Boolean.valueOf(word);
    }
    return NUMBER.matcher(word).matches() ? new BigDecimal(word) : word;
  }
}
