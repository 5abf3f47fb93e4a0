package io.voxbus.hil.scenario;

import io.voxbus.module.ground.BoardException;
import io.voxbus.module.ground.BoardPart;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a scenario file, with the variables filled in: a value that is {@code <name>} alone
 * stands for whatever the variable is, also a list or a mapping; within a text it stands for the
 * variable's text.
 *
 * <p>Every method that reads throws {@link BoardException}, with file, line and key, when the part
 * is not of the form it asks for.
 */
final class Part {
  private static final Pattern VARIABLE = Pattern.compile("<([a-z][a-z0-9_]*)>");
  private static final Pattern DURATION =
      Pattern.compile("([0-9]{1,7}(?:\\.[0-9]{1,6})?) ?(ms|s|min)");

  /** A variable may stand for another, and that for a third. */
  private static final int DEEPEST = 8;

  private final BoardPart part;
  private final Map<String, BoardPart> variables;

  Part(BoardPart part, Map<String, BoardPart> variables) {
    this.part = part;
    this.variables = variables;
  }

  /** What stands under a key that must be there. */
  Part get(String key) {
    return filled(part.get(key));
  }

  /** What stands under a key. */
  Optional<Part> find(String key) {
    return part.find(key).map(this::filled);
  }

  /** The entries of a mapping, in the order of the file. */
  Map<String, Part> entries() {
    Map<String, Part> entries = new LinkedHashMap<>();
    part.entries().forEach((key, value) -> entries.put(key, filled(value)));
    return entries;
  }

  /** The parts of a list; a single value is a list of one. */
  List<Part> items() {
    return part.items().stream().map(this::filled).toList();
  }

  boolean mapping() {
    return part.mapping();
  }

  boolean single() {
    return part.single();
  }

  /** A single value, as text, with the variables in it. */
  String text() {
    return VARIABLE.matcher(part.text()).replaceAll(this::value);
  }

  BigDecimal number() {
    return part.number();
  }

  int whole(int lowest, int highest) {
    return part.whole(lowest, highest);
  }

  boolean truth() {
    return part.truth();
  }

  String oneOf(List<String> words) {
    return part.oneOf(words);
  }

  /** A duration with its unit, such as {@code 500 ms} or {@code 1.5 s}. */
  Duration duration() {
    Matcher matcher = DURATION.matcher(part.text());
    if (!matcher.matches()) {
      throw refusal(
          "'" + part.text() + "' is no duration", "write a number and its unit, such as 500 ms");
    }
    BigDecimal unit =
        BigDecimal.valueOf(
            switch (matcher.group(2)) {
              case "ms" -> 1_000_000L;
              case "s" -> 1_000_000_000L;
              default -> 60_000_000_000L;
            });
    return Duration.ofNanos(new BigDecimal(matcher.group(1)).multiply(unit).longValue());
  }

  void allow(List<String> keys) {
    part.allow(keys.toArray(String[]::new));
  }

  BoardException refusal(String cause, String mend) {
    return part.refusal(cause, mend);
  }

  /** Counted from 1. */
  int line() {
    return part.line();
  }

  private Part filled(BoardPart inner) {
    BoardPart whole = inner;
    for (int deep = 0; deep < DEEPEST; deep++) {
      Matcher matcher = VARIABLE.matcher(whole.single() ? whole.text() : "");
      if (!matcher.matches()) {
        return new Part(whole, variables);
      }
      whole = variable(whole, matcher);
    }
    throw inner.refusal("the variable stands for itself", "give it a value");
  }

  private String value(MatchResult found) {
    return Matcher.quoteReplacement(variable(part, found).text());
  }

  private BoardPart variable(BoardPart where, MatchResult found) {
    return Optional.ofNullable(variables.get(found.group(1)))
        .orElseThrow(
            () ->
                where.refusal(
                    "there is no variable " + found.group(1),
                    variables.isEmpty()
                        ? "give it under variables, or in each row of the table"
                        : "there are " + String.join(", ", variables.keySet())));
  }
}
