package io.voxbus.hil.scenario;

import io.voxbus.module.ground.BoardException;
import io.voxbus.module.ground.BoardPart;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads scenario files, whose format {@code docs/bench.md} explains. Every mistake is a {@link
 * BoardException} that names file, line, key, what was expected and how to mend it.
 */
public final class ScenarioReader {
  private static final List<String> KEYS =
      List.of(
          "scenario",
          "about",
          "tags",
          "requirements",
          "seed",
          "variables",
          "table",
          "set_up",
          "steps",
          "tear_down");

  private static final String ROW = "row";

  private final StepReader steps = new StepReader(Catalogue.standard());

  /**
   * The scenarios of files, and of all {@code .yaml} files in folders and below, in the order of
   * their names.
   *
   * @throws BoardException when one cannot be used, or two have the same name
   * @throws IOException when a file or folder cannot be read
   */
  public List<Scenario> readAll(List<Path> paths) throws IOException {
    List<Scenario> scenarios = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : files(path)) {
        scenarios.addAll(read(file));
      }
    }
    refuseSameNames(scenarios);
    return scenarios;
  }

  /** The scenarios of one file. */
  List<Scenario> read(Path file) throws IOException {
    return parse(file, Files.readString(file));
  }

  /** The scenarios of a text that stands in a file. */
  List<Scenario> parse(Path file, String text) {
    if (text.isBlank()) {
      throw new BoardException(
          file.toString(), "", "the file is empty", "write a scenario as docs/bench.md shows");
    }
    BoardPart root = BoardPart.parse(file.toString(), text);
    root.allow(KEYS.toArray(String[]::new));
    Map<String, BoardPart> variables =
        root.find("variables").map(BoardPart::entries).orElse(Map.of());
    return root.find("table")
        .map(table -> rows(file, root, variables, table))
        .orElseGet(() -> List.of(scenario(file, root, "", variables)));
  }

  private List<Scenario> rows(
      Path file, BoardPart root, Map<String, BoardPart> variables, BoardPart table) {
    List<Scenario> scenarios = new ArrayList<>();
    for (BoardPart row : table.items()) {
      Map<String, BoardPart> all = new LinkedHashMap<>(variables);
      all.putAll(row.entries());
      String name = row.find(ROW).map(BoardPart::text).orElse(String.valueOf(scenarios.size() + 1));
      scenarios.add(scenario(file, root, name, all));
    }
    return scenarios;
  }

  private Scenario scenario(
      Path file, BoardPart root, String row, Map<String, BoardPart> variables) {
    Part all = new Part(root, variables);
    String name = root.get("scenario").text();
    return new Scenario(
        file,
        row.isEmpty() ? name : name + " [" + row + "]",
        all.find("about").map(Part::text).orElse(""),
        words(all, "tags"),
        words(all, "requirements"),
        all.find("seed").map(seed -> seed.whole(0, Integer.MAX_VALUE)).orElse(0),
        texts(variables),
        list(all, "set_up"),
        steps.read(all.get("steps").items()),
        list(all, "tear_down"));
  }

  private List<Step> list(Part all, String key) {
    return all.find(key).map(list -> steps.read(list.items())).orElse(List.of());
  }

  private static List<String> words(Part all, String key) {
    return all.find(key)
        .map(list -> list.items().stream().map(Part::text).toList())
        .orElse(List.of());
  }

  private static Map<String, String> texts(Map<String, BoardPart> variables) {
    Map<String, String> texts = new LinkedHashMap<>();
    variables.forEach(
        (name, value) -> {
          if (value.single()) {
            texts.put(name, value.text());
          }
        });
    return texts;
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static void refuseSameNames(List<Scenario> scenarios) {
    Set<String> names = new HashSet<>();
    for (Scenario scenario : scenarios) {
      if (!names.add(scenario.name())) {
        throw new BoardException(
            scenario.file().toString(),
            "",
            "a second scenario has the name " + scenario.name(),
            "give each a name of its own, and each row of a table a row of its own");
      }
    }
  }
}
