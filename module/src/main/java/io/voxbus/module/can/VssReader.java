package io.voxbus.module.can;

import io.voxbus.module.ground.BoardPart;
import io.voxbus.module.ground.FunctionFacts;
import io.voxbus.vehicle.FunctionSpec;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the key {@code vss} of a function.
 *
 * @param function as in the catalogue
 * @param facts what the board has of it
 */
record VssReader(FunctionSpec function, FunctionFacts facts) {
  private static final String NONE = "none";

  List<VssMapping> read(BoardPart part) {
    return part.mapping() || part.items().size() != 1 || !single(part).equals(NONE)
        ? part.items().stream().map(this::mapping).toList()
        : List.of();
  }

  /** The one word that stands here; empty where an entry does. */
  private static String single(BoardPart part) {
    BoardPart only = part.items().get(0);
    return only.mapping() ? "" : only.text();
  }

  private VssMapping mapping(BoardPart entry) {
    if (!entry.mapping()) {
      throw entry.refusal(
          "'" + entry.text() + "' is no entry", "write none, or entries with path and argument");
    }
    entry.allow("argument", "value", "path", "by", "transform");
    Route<VssPath> route = new RouteReader(function, facts).read(entry, "path", this::path);
    Optional<BoardPart> transform = entry.find("transform");
    transform.ifPresent(given -> given.allow("mapping", "scale", "offset"));
    Map<String, Object> values = values(route, transform);
    Optional<BigDecimal> scale = number(transform, "scale");
    Optional<BigDecimal> offset = number(transform, "offset");
    return new VssMapping(
        route,
        values,
        values.isEmpty() || scale.isPresent() || offset.isPresent(),
        scale.orElse(BigDecimal.ONE),
        offset.orElse(BigDecimal.ZERO));
  }

  private Map<String, Object> values(Route<VssPath> route, Optional<BoardPart> transform) {
    Map<String, BoardPart> given =
        transform.flatMap(part -> part.find("mapping")).map(BoardPart::entries).orElse(Map.of());
    function
        .find(route.argument())
        .ifPresent(spec -> given.forEach((word, part) -> Words.require(spec, word, part)));
    Map<String, Object> values = new LinkedHashMap<>();
    given.forEach((word, part) -> values.put(word, VssSetting.value(part.text())));
    return values;
  }

  private static Optional<BigDecimal> number(Optional<BoardPart> transform, String key) {
    return transform.flatMap(given -> given.find(key)).map(BoardPart::number);
  }

  private VssPath path(BoardPart part) {
    VssPath path = new VssPath(part.text());
    if (!path.wellFormed()) {
      throw part.refusal(
          "'" + part.text() + "' is no VSS path",
          "write Vehicle.Branch.Actuator; for a place {row}, {side} or {seat}");
    }
    if (path.placed() && facts.places().isEmpty()) {
      throw part.refusal(
          "the path asks for a place, and the function has none in board.yaml",
          "name the actuator without {row}, {side} and {seat}");
    }
    return path;
  }
}
