package io.voxbus.hil.scenario;

import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.FunctionSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what is expected to be seen. */
final class WantedReader {
  private static final List<String> KINDS = List.of("call", "command", "frame", "response");
  private static final String IN_ORDER = "in_order";
  private static final String NOTHING = "nothing";
  private static final int HIGHEST_ID = 0x1FFF_FFFF;

  private final Catalogue catalogue;

  WantedReader(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** What is to be seen, each after the one before. */
  List<Wanted> sequence(Part part) {
    return part.mapping() && part.find(IN_ORDER).isPresent()
        ? part.get(IN_ORDER).items().stream().map(this::read).toList()
        : List.of(read(part));
  }

  /** One thing to be seen. */
  Wanted read(Part part) {
    if (part.single() && part.text().equals(NOTHING)) {
      return new Wanted.Nothing();
    }
    if (!part.mapping() || part.entries().size() != 1) {
      throw part.refusal(
          "this is nothing that can be seen",
          "write " + NOTHING + ", or one of " + String.join(", ", KINDS) + ", " + IN_ORDER);
    }
    part.allow(KINDS);
    Map.Entry<String, Part> entry = part.entries().entrySet().iterator().next();
    return switch (entry.getKey()) {
      case "call" -> call(entry.getValue());
      case "command" -> command(entry.getValue());
      case "frame" -> frame(entry.getValue());
      default -> response(entry.getValue());
    };
  }

  private Wanted call(Part part) {
    part.allow(List.of("function", "arguments", "state", "rule"));
    return new Wanted.Call(
        function(part),
        arguments(part),
        part.find("state").map(state -> constant(CallState.class, "CALL_", state)),
        part.find("rule").map(Part::text));
  }

  private Wanted command(Part part) {
    part.allow(List.of("function", "arguments"));
    return new Wanted.Command(function(part), arguments(part));
  }

  private String function(Part part) {
    Part name = part.get("function");
    if (catalogue.find(name.text()).isEmpty()) {
      throw name.refusal(
          "the catalogue has no function " + name.text(), "'voxbus resolve' tells the right name");
    }
    return name.text();
  }

  private Map<String, String> arguments(Part part) {
    FunctionSpec function = catalogue.function(function(part));
    Map<String, String> arguments = new LinkedHashMap<>();
    part.find("arguments")
        .map(Part::entries)
        .orElse(Map.of())
        .forEach(
            (name, value) -> {
              if (function.find(name).isEmpty()) {
                throw value.refusal(
                    function.name() + " has no argument " + name,
                    "it has "
                        + function.arguments().stream()
                            .map(spec -> spec.name())
                            .collect(Collectors.joining(", ")));
              }
              arguments.put(name, value.text());
            });
    return arguments;
  }

  private static Wanted frame(Part part) {
    part.allow(List.of("message", "id", "signals", "protection"));
    Map<String, Wanted.SignalValue> signals = new LinkedHashMap<>();
    part.find("signals")
        .map(Part::entries)
        .orElse(Map.of())
        .forEach((name, value) -> signals.put(name, signal(value)));
    Optional<String> message = part.find("message").map(Part::text);
    if (message.isEmpty() && !signals.isEmpty()) {
      throw part.refusal("signals without a message", "name the message that carries them");
    }
    return new Wanted.Frame(
        message,
        part.find("id").map(id -> id.whole(0, HIGHEST_ID)),
        signals,
        part.find("protection")
            .map(kind -> kind.oneOf(List.of("sound", "broken")).equals("sound")));
  }

  private static Wanted.SignalValue signal(Part part) {
    if (part.mapping()) {
      part.allow(List.of("value", "tolerance", "from", "to"));
      return part.find("value").isPresent()
          ? new Wanted.SignalValue.Near(
              decimal(part.get("value")), part.find("tolerance").map(WantedReader::decimal))
          : new Wanted.SignalValue.Between(decimal(part.get("from")), decimal(part.get("to")));
    }
    String text = part.text();
    return text.matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?")
        ? new Wanted.SignalValue.Near(decimal(part), Optional.empty())
        : new Wanted.SignalValue.Label(text);
  }

  private static double decimal(Part part) {
    return part.number().doubleValue();
  }

  private static Wanted response(Part part) {
    part.allow(List.of("outcome", "say", "detail"));
    return new Wanted.Response(
        part.find("outcome").map(outcome -> constant(Outcome.class, "OUTCOME_", outcome)),
        part.find("say").map(Part::text),
        part.find("detail").map(Part::text));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String prefix, Part part) {
    List<String> words =
        Arrays.stream(type.getEnumConstants())
            .map(Enum::name)
            .filter(name -> name.startsWith(prefix) && !name.endsWith("UNSPECIFIED"))
            .map(name -> name.substring(prefix.length()).toLowerCase(Locale.ROOT))
            .toList();
    return Enum.valueOf(type, prefix + part.oneOf(words).toUpperCase(Locale.ROOT));
  }
}
