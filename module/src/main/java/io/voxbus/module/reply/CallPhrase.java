package io.voxbus.module.reply;

import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.Call;
import java.util.Map;
import java.util.Optional;

/**
 * A call in words, by the lines of {@code sentences.properties}.
 *
 * @param about what it is about, for example "rear left window"
 * @param done what became of it when carried out, for example "opened to 50 percent"
 */
record CallPhrase(String about, String done) {
  /** The call's phrase; a function without a line is named as the catalogue names it. */
  static CallPhrase of(Call call, Map<String, String> wording) {
    String name = call.function().name();
    String line = wording.getOrDefault(name, words(name) + " | carried out");
    String filled = new Template(line).fill(argument -> value(argument, call, wording));
    int bar = filled.indexOf('|');
    return new CallPhrase(filled.substring(0, bar).strip(), filled.substring(bar + 1).strip());
  }

  private static Optional<String> value(String argument, Call call, Map<String, String> wording) {
    return call.argument(argument)
        .map(ArgumentValue::text)
        .map(text -> worded(call.function().name(), argument + "." + text, text, wording))
        .filter(words -> !words.isEmpty());
  }

  private static String worded(
      String function, String key, String text, Map<String, String> wording) {
    return Optional.ofNullable(wording.get(function + "." + key))
        .or(() -> Optional.ofNullable(wording.get(key)))
        .orElse(words(text));
  }

  /** A name of the catalogue as words. */
  static String words(String name) {
    return name.replace('_', ' ');
  }
}
