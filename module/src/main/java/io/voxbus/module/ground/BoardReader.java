package io.voxbus.module.ground;

import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.FunctionSpec;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads {@code board.yaml}, whose format is explained at the top of the virtual board's. */
final class BoardReader {
  private final Catalogue catalogue;

  BoardReader(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Board read(BoardPart file) {
    file.allow("board", "about", "dbc", "steering_wheel", "units", "places", "functions");
    String side = file.get("steering_wheel").oneOf(List.of("left", "right"));
    return new Board(
        file.get("board").text(),
        file.get("about").text(),
        fileName(file.get("dbc")),
        side.equals("left") ? Place.FRONT_LEFT : Place.FRONT_RIGHT,
        units(file.get("units")),
        functions(file));
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

  private static Map<String, String> units(BoardPart part) {
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

  private Map<String, FunctionFacts> functions(BoardPart file) {
    Map<String, List<Place>> places = new LinkedHashMap<>();
    file.get("places").entries().forEach((name, part) -> places.put(name, places(part)));
    Map<String, FunctionFacts> functions = new LinkedHashMap<>();
    file.get("functions")
        .entries()
        .forEach((name, part) -> functions.put(name, function(name, part, places)));
    return functions;
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
    part.oneOf(List.copyOf(lists.keySet()));
    return lists.getOrDefault(part.text(), List.of());
  }

  private List<String> areas(BoardPart part) {
    return part.items().stream().map(item -> item.oneOf(catalogue.areas())).toList();
  }
}
