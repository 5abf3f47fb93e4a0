package io.voxbus.module.reply;

import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.Call;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call in words, by the lines of {@code sentences.properties}.
 *
 * @param about what it is about, for example "rear left window"
 * @param done what became of it when carried out, for example "opened to 50 percent"
 */
record CallPhrase(String about, String done) {
  private static final Pattern INNERMOST_OPTION = Pattern.compile("\\[([^\\[\\]]*)]");
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  /** The call's phrase; a function without a line is named as the catalogue names it. */
  static CallPhrase of(Call call, Map<String, String> wording) {
    String name = call.function().name();
    String line = wording.getOrDefault(name, words(name) + " | carried out");
    String filled = fill(options(line, call), call, wording);
    int bar = filled.indexOf('|');
    return new CallPhrase(filled.substring(0, bar).strip(), filled.substring(bar + 1).strip());
  }

  /** Opens the options whose arguments are given and drops the others, from the inside out. */
  private static String options(String line, Call call) {
    Matcher option = INNERMOST_OPTION.matcher(line);
    if (!option.find()) {
      return line;
    }
    return options(
        option.replaceAll(
            match -> Matcher.quoteReplacement(isGiven(match.group(1), call) ? match.group(1) : "")),
        call);
  }

  private static boolean isGiven(String option, Call call) {
    return PLACE
        .matcher(option)
        .results()
        .allMatch(place -> call.argument(place.group(1)).isPresent());
  }

  private static String fill(String line, Call call, Map<String, String> wording) {
    return PLACE
        .matcher(line)
        .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), call, wording)));
  }

  private static String value(String argument, Call call, Map<String, String> wording) {
    String text = call.argument(argument).map(ArgumentValue::text).orElse("");
    String key = argument + "." + text;
    return Optional.ofNullable(wording.get(call.function().name() + "." + key))
        .or(() -> Optional.ofNullable(wording.get(key)))
        .orElse(words(text));
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }
}
