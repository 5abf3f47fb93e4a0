package io.voxbus.module.reply;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code sentences.properties}: {name} stands for a value, and a part in [brackets] is
 * left out when a value in it is missing.
 *
 * @param line the line
 */
record Template(String line) {
  private static final Pattern INNERMOST_OPTION = Pattern.compile("\\[([^\\[\\]]*)]");
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  /**
   * Fills in the values; one that is missing outside of brackets is nothing.
   *
   * @param values by name
   */
  String fill(Function<String, Optional<String>> values) {
    return PLACE
        .matcher(options(line, values))
        .replaceAll(place -> Matcher.quoteReplacement(values.apply(place.group(1)).orElse("")));
  }

  /** Opens the options whose values are given and drops the others, from the inside out. */
  private static String options(String text, Function<String, Optional<String>> values) {
    Matcher option = INNERMOST_OPTION.matcher(text);
    if (!option.find()) {
      return text;
    }
    return options(
        option.replaceAll(
            match ->
                Matcher.quoteReplacement(isGiven(match.group(1), values) ? match.group(1) : "")),
        values);
  }

  private static boolean isGiven(String option, Function<String, Optional<String>> values) {
    return PLACE
        .matcher(option)
        .results()
        .allMatch(place -> values.apply(place.group(1)).isPresent());
  }
}
