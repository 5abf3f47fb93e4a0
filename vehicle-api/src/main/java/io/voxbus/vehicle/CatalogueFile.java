package io.voxbus.vehicle;

import io.voxbus.vehicle.ArgumentType.AreaType;
import io.voxbus.vehicle.ArgumentType.EnumType;
import io.voxbus.vehicle.ArgumentType.LevelType;
import io.voxbus.vehicle.ArgumentType.NumberType;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the file format that {@code vehicle-functions.yaml} explains at its top. */
final class CatalogueFile {
  private final AreaType areaType;

  private CatalogueFile(AreaType areaType) {
    this.areaType = areaType;
  }

  static Catalogue read(Reader reader) {
    YamlPart file = YamlPart.parse(reader);
    file.allowKeys("catalogue", "version", "areas", "functions");
    YamlPart areas = file.get("areas");
    List<String> areaNames = placed(areas, () -> Names.checked("areas", areas.words()));
    List<FunctionSpec> functions =
        new CatalogueFile(new AreaType(areaNames)).functions(file.get("functions"));
    String name = file.get("catalogue").word();
    int version = file.get("version").whole();
    return placed(file, () -> new Catalogue(name, version, areaNames, functions));
  }

  private List<FunctionSpec> functions(YamlPart list) {
    List<FunctionSpec> functions = new ArrayList<>();
    for (YamlPart part : list.items()) {
      functions.add(function(functions.size(), part));
    }
    return functions;
  }

  private FunctionSpec function(int index, YamlPart unnamed) {
    String name = unnamed.get("name").word();
    YamlPart part = unnamed.named("function " + name);
    part.allowKeys("name", "about", "args");
    String about = part.get("about").text();
    List<ArgumentSpec> arguments = arguments(part.get("args"));
    return placed(part, () -> new FunctionSpec(index, name, about, arguments));
  }

  private List<ArgumentSpec> arguments(YamlPart part) {
    List<ArgumentSpec> arguments = new ArrayList<>();
    part.entries().forEach((name, inner) -> arguments.add(argument(name, inner)));
    return arguments;
  }

  private ArgumentSpec argument(String name, YamlPart part) {
    part.allowKeys("enum", "area", "number", "level", "optional");
    boolean optional = part.find("optional").map(YamlPart::truth).orElse(false);
    return placed(part, () -> new ArgumentSpec(name, optional, type(part)));
  }

  private ArgumentType type(YamlPart part) {
    List<ArgumentType> types = new ArrayList<>();
    part.find("enum").map(values -> new EnumType(values.words())).ifPresent(types::add);
    part.find("area").map(this::area).ifPresent(types::add);
    part.find("number").map(CatalogueFile::number).ifPresent(types::add);
    part.find("level").map(CatalogueFile::level).ifPresent(types::add);
    if (types.size() != 1) {
      throw new CatalogueException(
          types.isEmpty() ? "no type is given" : "more than one type is given",
          "Give exactly one of enum, area, number, level");
    }
    return types.get(0);
  }

  private AreaType area(YamlPart part) {
    if (!part.truth()) {
      throw new CatalogueException("area is false", "Write area: true, or another type");
    }
    return areaType;
  }

  private static NumberType number(YamlPart part) {
    part.allowKeys("min", "max", "integer", "unit");
    boolean integer = part.find("integer").map(YamlPart::truth).orElse(false);
    String unit = part.find("unit").map(YamlPart::word).orElse("");
    return new NumberType(part.get("min").decimal(), part.get("max").decimal(), integer, unit);
  }

  private static LevelType level(YamlPart part) {
    part.allowKeys("words", "min", "max", "decimal");
    boolean decimal = part.find("decimal").map(YamlPart::truth).orElse(false);
    List<String> words = part.get("words").words();
    return new LevelType(words, part.get("min").decimal(), part.get("max").decimal(), decimal);
  }

  /** What is made, or its refusal with the place of the part from which it was to be made. */
  private static <T> T placed(YamlPart part, Supplier<T> made) {
    try {
      return made.get();
    } catch (CatalogueException e) {
      throw e.at(part.place());
    }
  }
}
