package io.voxbus.hil.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.voxbus.module.interlock.VehicleSignal;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema, by which editors complete and check, says what the reader says. */
class ScenarioSchemaTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(ScenarioSchemaTest.class.getResourceAsStream("scenario.schema.json"));

  @ParameterizedTest
  @MethodSource("files")
  void everyScenarioThatComesWithVoxbusFollowsIt(Path file) throws IOException {
    assertEquals(Set.of(), mistakes(Files.readString(file)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "steps: [{say: hi}]",
        "{scenario: a, steps: []}",
        "{scenario: a, stesp: [], steps: [{say: hi}]}",
        "{scenario: a, steps: [{sya: hi}]}",
        "{scenario: a, steps: [{say: hi, expect: nothing}]}",
        "{scenario: a, steps: [{say: hi, at: 500}]}",
        "{scenario: a, steps: [{say: hi, seat: roof}]}",
        "{scenario: a, steps: [{state: {Vehicle.Sped: 5}}]}",
        "{scenario: a, steps: [{expect: everything}]}",
        "{scenario: a, steps: [{expect: {call: {function: fly}}}]}",
        "{scenario: a, steps: [{expect: {frame: {signals: {A: 1}}}}]}",
        "{scenario: a, steps: [{inject: {bridge: sleepy}}]}",
      })
  void whatTheReaderRefusesItRefusesToo(String text) throws IOException {
    assertNotEquals(Set.of(), mistakes(text));
  }

  @Test
  void itsWordsAreThoseOfTheReader() {
    JsonNode schema = SCHEMA.getSchemaNode();
    assertEquals(
        names(Catalogue.standard().functions().stream().map(FunctionSpec::name)),
        words(schema, "/$defs/wanted/anyOf/2/properties/call/anyOf/0/properties/function"));
    assertEquals(
        constants(Outcome.values(), "OUTCOME_"),
        words(schema, "/$defs/wanted/anyOf/2/properties/response/anyOf/0/properties/outcome"));
    assertEquals(
        constants(CallState.values(), "CALL_"),
        words(schema, "/$defs/wanted/anyOf/2/properties/call/anyOf/0/properties/state"));
    for (String part : Fault.parts()) {
      assertEquals(
          new HashSet<>(Fault.kinds(part)),
          words(schema, "/$defs/step/properties/inject/anyOf/0/properties/" + part));
    }
    Set<String> paths = new TreeSet<>();
    schema
        .at("/$defs/step/properties/state/anyOf/0/properties")
        .fieldNames()
        .forEachRemaining(paths::add);
    assertEquals(new TreeSet<>(VehicleSignal.paths()), paths);
  }

  private static Set<String> words(JsonNode schema, String place) {
    Set<String> words = new HashSet<>();
    schema.at(place + "/anyOf/0/enum").forEach(word -> words.add(word.asText()));
    return words;
  }

  private static Set<String> constants(Enum<?>[] values, String prefix) {
    return names(
        Arrays.stream(values)
            .map(Enum::name)
            .filter(name -> name.startsWith(prefix) && !name.endsWith("UNSPECIFIED"))
            .map(name -> name.substring(prefix.length()).toLowerCase(Locale.ROOT)));
  }

  private static Set<String> names(Stream<String> names) {
    return names.collect(Collectors.toSet());
  }

  private static Set<String> mistakes(String yaml) throws IOException {
    return SCHEMA.validate(YAML.readTree(yaml)).stream()
        .map(ValidationMessage::getMessage)
        .collect(Collectors.toSet());
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("scenarios"))) {
      return new ArrayList<>(files.filter(file -> file.toString().endsWith(".yaml")).toList());
    }
  }
}
