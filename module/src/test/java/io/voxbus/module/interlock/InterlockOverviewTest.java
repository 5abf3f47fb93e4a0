package io.voxbus.module.interlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * All functions in all states, as {@code docs/interlocks.md} has them. With {@code
 * -Dvoxbus.renew=true} that file is written anew.
 */
class InterlockOverviewTest {
  private static final Path FILE = Path.of("..", "docs", "interlocks.md");

  /** Arguments whose value says what becomes of a thing: each value is a row of its own. */
  private static final List<String> DEEDS = List.of("action", "state", "mode", "height");

  private static final Map<String, State> STATES = states();
  private static final Map<String, Seat> SPEAKERS = speakers();

  private static Map<String, State> states() {
    Map<String, State> states = new LinkedHashMap<>();
    states.put("parked", State.parked());
    states.put("in drive, standing", State.driving(0));
    states.put("3 km/h", State.driving(3));
    states.put("above 3", State.driving(3.1));
    states.put("20 km/h", State.driving(20));
    states.put("above 20", State.driving(20.1));
    states.put("above 50", State.driving(50.1));
    states.put("backwards", State.driving(-10).with(VehicleSignal.SELECTED_GEAR, State.REVERSE));
    states.put("night, 50 km/h", State.driving(50).with(VehicleSignal.LIGHT_OUTSIDE, 0.0));
    states.put("rain, 50 km/h", State.driving(50).with(VehicleSignal.RAIN, 50.0));
    states.put("parked, all seats taken", allSeatsTaken());
    states.put("parked, plugged in", State.parked().with(VehicleSignal.CHARGING_CABLE, true));
    states.put("parked, windows locked", State.parked().with(VehicleSignal.WINDOW_LOCK, true));
    states.put("nothing known", nothingKnown());
    return states;
  }

  private static State allSeatsTaken() {
    State full = State.parked();
    for (VehicleSignal signal : VehicleSignal.values()) {
      full = signal.name().endsWith("SEATED") ? full.with(signal, true) : full;
    }
    return full;
  }

  private static State nothingKnown() {
    State state = State.parked();
    for (VehicleSignal signal : VehicleSignal.values()) {
      state = state.without(signal);
    }
    return state;
  }

  private static Map<String, Seat> speakers() {
    Map<String, Seat> speakers = new LinkedHashMap<>();
    speakers.put("driver", Seat.SEAT_DRIVER);
    speakers.put("passenger", Seat.SEAT_PASSENGER);
    speakers.put("rear", Seat.SEAT_REAR_LEFT);
    speakers.put("unknown", Seat.SEAT_UNSPECIFIED);
    return speakers;
  }

  @Test
  void theOverviewIsUpToDate() throws IOException {
    String overview = overview();
    if (Boolean.getBoolean("voxbus.renew")) {
      Files.writeString(FILE, overview);
    }
    assertEquals(
        Files.readString(FILE), overview, "renew it: mvn test -Dvoxbus.renew=true -pl module");
  }

  @Test
  void everyRuleOfASingleCallHoldsSomethingSomewhere() {
    Set<String> seen =
        rows().stream()
            .flatMap(row -> STATES.values().stream().flatMap(state -> verdicts(row, state)))
            .filter(verdict -> !verdict.equals("yes"))
            .collect(Collectors.toSet());
    EnumSet<Rule> other =
        EnumSet.of(Rule.NO_RULE, Rule.PASS_INVALID, Rule.CONTRADICTORY, Rule.TOO_MANY_COMMANDS);
    for (Rule rule : EnumSet.complementOf(other)) {
      assertEquals(rule.refuses(), seen.contains("no " + rule.id()), rule.id());
      assertEquals(rule.asks(), seen.contains("ask " + rule.id()), rule.id());
    }
  }

  /** Knowing less of the vehicle, or being farther from the wheel, never allows more. */
  @Test
  void nothingIsAllowedBecauseLessIsKnown() {
    for (Row row : rows()) {
      for (VehicleSignal signal : VehicleSignal.values()) {
        for (State state : STATES.values()) {
          if (signal == VehicleSignal.RAIN || state == STATES.get("nothing known")) {
            continue;
          }
          String known = row.verdict(Seat.SEAT_DRIVER, state);
          String unknown = row.verdict(Seat.SEAT_DRIVER, state.without(signal));
          assertFalse(
              unknown.equals("yes") && !known.equals("yes"),
              () -> row.name() + " without " + signal + ": " + known + ", then " + unknown);
        }
      }
    }
  }

  @Test
  void theDriverMayWhateverAnybodyElseMay() {
    for (Row row : rows()) {
      for (State state : STATES.values()) {
        if (row.verdict(Seat.SEAT_REAR_LEFT, state).equals("yes") && !isOwn(row)) {
          assertEquals("yes", row.verdict(Seat.SEAT_DRIVER, state), row.name());
        }
      }
    }
  }

  private static boolean isOwn(Row row) {
    return "speaker".equals(row.args().get("area"));
  }

  private static Stream<String> verdicts(Row row, State state) {
    return SPEAKERS.values().stream().map(speaker -> row.verdict(speaker, state));
  }

  /** One kind of call. */
  private record Row(String name, String function, Map<String, ?> args) {
    String verdict(Seat speaker, State state) {
      return Judge.says(function, args, speaker, state);
    }
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (FunctionSpec function : Catalogue.standard().functions()) {
      DEEDS.stream()
          .filter(deed -> function.find(deed).isPresent())
          .findFirst()
          .ifPresentOrElse(
              deed -> rows.addAll(rows(function, deed)),
              () -> rows.add(new Row(function.name(), function.name(), args(function))));
    }
    return rows.stream().flatMap(InterlockOverviewTest::withOwnPlace).toList();
  }

  /** A window, a door or a lock of one's own is another matter than everybody's. */
  private static Stream<Row> withOwnPlace(Row row) {
    boolean placed =
        Set.of("control_window", "control_door", "set_seat_heating").contains(row.function());
    if (!placed) {
      return Stream.of(row);
    }
    Map<String, Object> own = new LinkedHashMap<>(row.args());
    own.put("area", "speaker");
    return Stream.of(row, new Row(row.name() + " (own place)", row.function(), own));
  }

  private static List<Row> rows(FunctionSpec function, String deed) {
    return function.find(deed).orElseThrow().type().words().stream()
        .map(
            word -> {
              Map<String, Object> args = args(function);
              args.put(deed, word);
              return new Row(function.name() + " " + word, function.name(), args);
            })
        .toList();
  }

  /** Where there are places, everywhere: what is held at any of them is held. */
  private static Map<String, Object> args(FunctionSpec function) {
    Map<String, Object> args = Examples.arguments(function);
    if (function.find("area").isPresent()) {
      args.put("area", "all");
    }
    if (function.name().equals("tune_radio")) {
      args.put("frequency", 98);
    }
    if (function.name().equals("set_temperature")) {
      args.put("temperature", 21);
    }
    if (function.name().equals("set_cruise_speed")) {
      args.put("speed", 100);
    }
    return args;
  }

  private static String overview() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # What is allowed when

        Made by `InterlockOverviewTest`, which fails when it does not say what the gate does. On the virtual board; calls with places
        are for all places at once. `yes` is allowed, `ask` is carried out after the speaker's yes, `no` is refused; beside them stands the
        rule. Days are bright and dry, nobody but the driver is in the car and no cable is plugged in, unless the column says so.

        ## What the driver asks for, by the state of the vehicle

        """);
    table(text, STATES.keySet(), (row, state) -> row.verdict(Seat.SEAT_DRIVER, STATES.get(state)));
    text.append("\n## Who asks, in a parked car\n\n");
    table(
        text,
        SPEAKERS.keySet(),
        (row, speaker) -> row.verdict(SPEAKERS.get(speaker), State.parked()));
    return text.toString();
  }

  @FunctionalInterface
  private interface Cell {
    String of(Row row, String column);
  }

  private static void table(StringBuilder text, Set<String> columns, Cell cell) {
    text.append("| call | ").append(String.join(" | ", columns)).append(" |\n");
    text.append("|---".repeat(columns.size() + 1)).append("|\n");
    for (Row row : rows()) {
      text.append("| ").append(row.name());
      columns.forEach(column -> text.append(" | ").append(cell.of(row, column)));
      text.append(" |\n");
    }
  }
}
