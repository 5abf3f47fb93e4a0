package io.voxbus.module.ground;

import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.FunctionSpec;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code board.yaml}, whose format is explained at the top of the virtual board's. */
final class BoardReader {
  private static final List<String> KEYS =
      List.of(
          "board",
          "about",
          "dbc",
          "steering_wheel",
          "units",
          "places",
          "functions",
          "unsupported",
          "hardware");

  private final Catalogue catalogue;
  private final Problems problems;

  BoardReader(Catalogue catalogue, Problems problems) {
    this.catalogue = catalogue;
    this.problems = problems;
  }

  Board read(BoardFile file) {
    file.allow(KEYS.toArray(String[]::new));
    String side = file.get("steering_wheel").oneOf(List.of("left", "right"));
    file.get("functions");
    Map<String, BoardPart> unsupported = unsupported(file);
    return new Board(
        file.get("board").text(),
        file.get("about").text(),
        file.folder("dbc").resolve(fileName(file.get("dbc"))).toString(),
        side.equals("left") ? Place.FRONT_LEFT : Place.FRONT_RIGHT,
        units(file),
        functions(file, unsupported),
        reasons(unsupported),
        new HardwareReader(file.entries("hardware")).read());
  }

  /** What the car lacks; a function that stands nearer to the board than its lack is had. */
  private Map<String, BoardPart> unsupported(BoardFile file) {
    Map<String, BoardPart> functions = file.entries("functions");
    Map<String, BoardPart> unsupported = file.entries("unsupported");
    unsupported.entrySet().removeIf(entry -> had(entry.getKey(), entry.getValue(), functions));
    return unsupported;
  }

  private static boolean had(String name, BoardPart lack, Map<String, BoardPart> functions) {
    return Optional.ofNullable(functions.get(name))
        .filter(function -> function.depth() < lack.depth())
        .isPresent();
  }

  private Map<String, String> reasons(Map<String, BoardPart> unsupported) {
    Map<String, String> reasons = new LinkedHashMap<>();
    unsupported.forEach(
        (name, part) -> problems.during(() -> reasons.put(name, reason(name, part))));
    return reasons;
  }

  private String reason(String name, BoardPart part) {
    if (catalogue.find(name).isEmpty()) {
      throw part.refusal("the catalogue has no function " + name, "remove it or mend its name");
    }
    if (part.text().isBlank()) {
      throw part.refusal("the reason is missing", "say in a sentence why the car cannot do it");
    }
    return part.text();
  }

  /** The name of a file beside this one; never a way to a file elsewhere. */
  private static String fileName(BoardPart part) {
    Path folder = Path.of("board");
    try {
      Path file = folder.resolve(part.text());
      if (folder.equals(file.getParent()) && file.equals(file.normalize())) {
        return part.text();
      }
    } catch (InvalidPathException e) {
      throw part.refusal("the name of the file is none here", "name a file in this folder");
    }
    throw part.refusal("'" + part.text() + "' is no plain file name", "name a file in this folder");
  }

  private static Map<String, String> units(BoardFile file) {
    BoardPart part = file.get("units");
    Map<String, String> units = new LinkedHashMap<>();
    for (Unit.Dimension dimension : Unit.Dimension.values()) {
      List<String> words =
          Stream.of(Unit.values())
              .filter(unit -> unit.dimension() == dimension)
              .map(Unit::word)
              .toList();
      units.put(dimension.word(), part.get(dimension.word()).oneOf(words));
    }
    part.allow(units.keySet().toArray(String[]::new));
    return units;
  }

  private Map<String, FunctionFacts> functions(BoardFile file, Map<String, BoardPart> unsupported) {
    Map<String, List<Place>> places = new LinkedHashMap<>();
    file.get("places");
    file.entries("places").forEach((name, part) -> places.put(name, places(part)));
    Map<String, FunctionFacts> functions = new LinkedHashMap<>();
    file.entries("functions")
        .forEach(
            (name, part) ->
                problems.during(
                    () -> {
                      if (!lacked(name, part, unsupported)) {
                        functions.put(name, function(name, part, places));
                      }
                    }));
    return functions;
  }

  private static boolean lacked(
      String name, BoardPart function, Map<String, BoardPart> unsupported) {
    BoardPart lack = unsupported.get(name);
    if (lack != null && lack.depth() == function.depth()) {
      throw lack.refusal(name + " stands among the functions, too", "remove it here or there");
    }
    return lack != null;
  }

  private static List<Place> places(BoardPart part) {
    return part.items().stream().map(BoardReader::place).distinct().toList();
  }

  private static Place place(BoardPart part) {
    return Place.of(part.text())
        .orElseThrow(
            () ->
                part.refusal(
                    "'" + part.text() + "' is no place",
                    "write front_left, front_right, rear_left or rear_right"));
  }

  private FunctionFacts function(String name, BoardPart part, Map<String, List<Place>> lists) {
    FunctionSpec spec =
        catalogue
            .find(name)
            .orElseThrow(
                () ->
                    part.refusal(
                        "the catalogue has no function " + name, "remove it or mend its name"));
    part.allow("places", "area", "arguments");
    List<Place> places = part.find("places").map(list -> named(list, lists)).orElse(List.of());
    List<String> area = part.find("area").map(this::areas).orElse(List.of());
    if (places.isEmpty() != area.isEmpty()) {
      throw part.refusal("places and area belong together", "write both or neither");
    }
    if (!places.isEmpty() && spec.find("area").isEmpty()) {
      throw part.refusal(name + " has no argument area", "remove places and area");
    }
    return new FunctionFacts(places, area, new ArgumentFactsReader(spec).read(part));
  }

  private static List<Place> named(BoardPart part, Map<String, List<Place>> lists) {
    return Optional.ofNullable(lists.get(part.text()))
        .orElseThrow(
            () ->
                part.refusal(
                    "there is no list " + part.text() + " under places",
                    "add it there, or write one of " + String.join(", ", lists.keySet())));
  }

  private List<String> areas(BoardPart part) {
    return part.items().stream().map(item -> item.oneOf(catalogue.areas())).toList();
  }
}
