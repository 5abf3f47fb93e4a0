package io.voxbus.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxbus.vehicle.ArgumentValue.Quantity;
import io.voxbus.vehicle.ArgumentValue.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();

  private static void assertRefused(
      String message, String function, Map<String, ? extends Object> args) {
    IllegalCallException refusal =
        assertThrows(
            IllegalCallException.class, () -> Call.of(CATALOGUE, function, args), args::toString);
    assertEquals(message, refusal.getMessage());
  }

  @Test
  void anUnknownFunctionIsRefused() {
    assertRefused(
        "no function is named \"launch_rocket\" in the catalogue cabin", "launch_rocket", Map.of());
  }

  @Test
  void anUnknownArgumentIsRefusedWithTheKnownOnes() {
    assertRefused(
        "set_mute has no argument loudness (value 3); it has: state, channel",
        "set_mute",
        Map.of("state", "on", "loudness", 3));
  }

  @Test
  void aMissingArgumentIsRefusedWithWhatIsAllowed() {
    assertRefused(
        "set_mute needs argument state; allowed is one of on, off",
        "set_mute",
        Map.of("channel", "media"));
  }

  @Test
  void aNumberOutOfRangeIsRefusedWithTheRange() {
    assertRefused(
        "control_window: argument position cannot be 100.01; allowed is a number with at most 2"
            + " decimals from 0 to 100 percent",
        "control_window",
        Map.of("action", "open", "position", 100.01));
  }

  @Test
  void aFractionIsRefusedWhereWholeNumbersAreAllowed() {
    assertRefused(
        "recall_seat_memory: argument slot cannot be 1.5; allowed is a whole number from 1 to 5",
        "recall_seat_memory",
        Map.of("slot", 1.5));
  }

  @Test
  void aNumberInAStringIsRefused() {
    assertRefused(
        "recall_seat_memory: argument slot cannot be 2; allowed is a whole number from 1 to 5",
        "recall_seat_memory",
        Map.of("slot", "2"));
  }

  @Test
  void whatIsNeitherStringNorNumberIsRefused() {
    assertRefused(
        "set_mute: argument state must be a string or a number, not true",
        "set_mute",
        Map.of("state", true));
  }

  @Test
  void aNumberThatIsNoneIsRefused() {
    for (double number : List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
      assertRefused(
          "set_volume: argument level must be a finite number, not " + number,
          "set_volume",
          Map.of("level", number));
    }
  }

  @Test
  void noFunctionTakesAValueOutsideOfItsArgument() {
    for (FunctionSpec function : CATALOGUE.functions()) {
      for (ArgumentSpec argument : function.arguments()) {
        for (ArgumentValue value : Boundaries.outside(argument.type())) {
          Map<String, ArgumentValue> arguments = Boundaries.required(function);
          arguments.put(argument.name(), value);
          assertThrows(
              IllegalCallException.class,
              () -> Call.of(function, arguments),
              () -> function.name() + arguments);
        }
      }
    }
  }

  @Test
  void noFunctionGoesWithoutARequiredArgument() {
    for (FunctionSpec function : CATALOGUE.functions()) {
      for (String name : Boundaries.required(function).keySet()) {
        Map<String, ArgumentValue> arguments = Boundaries.required(function);
        arguments.remove(name);
        assertThrows(
            IllegalCallException.class,
            () -> Call.of(function, arguments),
            () -> function.name() + arguments);
      }
    }
  }

  @Test
  void aChangeOfOneArgumentIsCheckedLikeANewCall() {
    Call call = Call.of(CATALOGUE, "set_mute", Map.of("state", "on"));
    assertThrows(IllegalCallException.class, () -> call.with("state", new Word("loud")));
    assertThrows(IllegalCallException.class, () -> call.with("loudness", Quantity.of(1)));
  }

  @Test
  void theArgumentsCannotBeChangedFromOutside() {
    Map<String, ArgumentValue> given = new LinkedHashMap<>(Map.of("state", new Word("on")));
    Call call = Call.of(CATALOGUE.function("set_mute"), given);
    given.put("state", new Word("loud"));
    assertEquals(Optional.of(new Word("on")), call.argument("state"));
    assertThrows(UnsupportedOperationException.class, () -> call.arguments().clear());
  }

  @Test
  void argumentsStandInTheOrderOfTheCatalogue() {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("area", "driver");
    args.put("temperature", 21);
    Call call = Call.of(CATALOGUE, "set_temperature", args);
    assertEquals(List.of("temperature", "area"), List.copyOf(call.arguments().keySet()));
    assertEquals("set_temperature(temperature=21, area=driver)", call.toString());
  }

  @Test
  void anArgumentThatIsLeftOutIsEmpty() {
    Call call = Call.of(CATALOGUE, "set_temperature", Map.of("temperature", "max"));
    assertEquals(Optional.empty(), call.argument("area"));
  }

  @Test
  void callsAreEqualWhenTheirNumbersAre() {
    Call whole = Call.of(CATALOGUE, "set_temperature", Map.of("temperature", 21));
    Call written = Call.of(CATALOGUE, "set_temperature", Map.of("temperature", 21.00));
    Call other = Call.of(CATALOGUE, "set_temperature", Map.of("temperature", 21.5));
    assertEquals(whole, written);
    assertEquals(whole.hashCode(), written.hashCode());
    assertNotEquals(whole, other);
  }

  @Test
  void withReplacesOneArgumentAndLeavesTheCallAsItWas() {
    Call call = Call.of(CATALOGUE, "set_temperature", Map.of("temperature", 21, "area", "speaker"));
    assertEquals(
        "set_temperature(temperature=21, area=driver)",
        call.with("area", new Word("driver")).toString());
    assertEquals("set_temperature(temperature=21, area=speaker)", call.toString());
  }

  @Test
  void theJsonFormHasWholeNumbersAsIntegerAndOthersAsDouble() {
    Call whole = Call.of(CATALOGUE, "set_volume", Map.of("level", 100.0));
    Call fraction = Call.of(CATALOGUE, "tune_radio", Map.of("frequency", 101.5));
    assertEquals(Map.of("function", "set_volume", "args", Map.of("level", 100)), whole.toMap());
    assertEquals(
        Map.of("function", "tune_radio", "args", Map.of("frequency", 101.5)), fraction.toMap());
  }

  @Test
  @SuppressWarnings("unchecked")
  void theJsonFormOfEveryCallReadsBack() {
    for (FunctionSpec function : CATALOGUE.functions()) {
      for (Call call : Boundaries.calls(function)) {
        Map<String, Object> map = call.toMap();
        String name = (String) map.get("function");
        assertEquals(call, Call.of(CATALOGUE, name, (Map<String, Object>) map.get("args")));
      }
    }
  }
}
