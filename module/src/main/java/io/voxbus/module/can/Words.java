package io.voxbus.module.can;

import io.voxbus.module.ground.BoardPart;
import io.voxbus.vehicle.ArgumentSpec;
import java.util.List;
import java.util.regex.Pattern;

/** Checks the words that a transform explains. */
final class Words {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  private Words() {}

  /**
   * Refuses what the argument never is.
   *
   * @param word a word, or any number
   * @param part where it is explained
   */
  static void require(ArgumentSpec argument, String word, BoardPart part) {
    List<String> words = argument.type().words();
    if (!words.contains(word) && !NUMBER.matcher(word).matches()) {
      throw part.refusal(
          "'" + word + "' is no value of " + argument.name(),
          "write one of " + String.join(", ", words));
    }
  }
}
