package io.voxbus.module.can;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A list of a VSS tree's actuators: a line each with path, type and facts, separated by tabs. A
 * path has instances in braces: {@code {Row[1,2] x DriverSide|PassengerSide}}.
 */
record VssActuators(List<Actuator> actuators) {
  private static final Pattern INSTANCES = Pattern.compile("\\{([^}]*)}");
  private static final Pattern ROWS = Pattern.compile("Row\\[(\\d),(\\d)]");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

  record Actuator(Pattern path, String type, String facts) {}

  static VssActuators read(Path file) throws IOException {
    List<Actuator> actuators = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split("\t", -1);
      actuators.add(new Actuator(pattern(cells[0]), cells[1], cells[2]));
    }
    return new VssActuators(actuators);
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(
        INSTANCES
            .matcher(path.replace(".", "\\."))
            .replaceAll(found -> Matcher.quoteReplacement(instances(found.group(1)))));
  }

  /** Levels are separated by a cross, but where a single level writes its own words with one. */
  private static String instances(String text) {
    List<String> levels = List.of(text.split(" x ", -1));
    boolean rows = levels.get(0).contains("Row") || levels.get(0).contains("|");
    return levels.stream()
        .map(level -> Arrays.stream(level.split("\\|", -1)).map(VssActuators::row))
        .map(words -> "(" + words.collect(Collectors.joining("|")) + ")")
        .collect(Collectors.joining(rows ? "\\." : "|", "(", ")"));
  }

  private static String row(String word) {
    Matcher rows = ROWS.matcher(word);
    return rows.matches()
        ? IntStream.rangeClosed(Integer.parseInt(rows.group(1)), Integer.parseInt(rows.group(2)))
            .mapToObj(row -> "Row" + row)
            .collect(Collectors.joining("|"))
        : word;
  }

  /** What is wrong with a setting; empty for nothing. */
  String fault(VssSetting setting) {
    return actuators.stream()
        .filter(actuator -> actuator.path().matcher(setting.path()).matches())
        .findFirst()
        .map(actuator -> takes(actuator, setting.value()) ? "" : "not a value of it")
        .orElse("no actuator");
  }

  private static boolean takes(Actuator actuator, Object value) {
    return switch (actuator.type()) {
      case "boolean" -> value instanceof Boolean;
      case "string" -> value instanceof String word && allows(actuator.facts(), word);
      case "float", "double" -> value instanceof BigDecimal number && within(actuator, number);
      default ->
          value instanceof BigDecimal number && number.scale() <= 0 && within(actuator, number);
    };
  }

  private static boolean allows(String facts, String word) {
    List<String> allowed = QUOTED.matcher(facts).results().map(quoted -> quoted.group(1)).toList();
    return allowed.isEmpty() || allowed.contains(word);
  }

  private static boolean within(Actuator actuator, BigDecimal number) {
    return bound(actuator, "min").filter(least -> number.compareTo(least) < 0).isEmpty()
        && bound(actuator, "max").filter(most -> number.compareTo(most) > 0).isEmpty();
  }

  private static Optional<BigDecimal> bound(Actuator actuator, String name) {
    return Pattern.compile(name + "=(-?[0-9.]+)")
        .matcher(actuator.facts())
        .results()
        .findFirst()
        .map(found -> new BigDecimal(found.group(1)));
  }
}
