package io.voxbus.module.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContextWordingTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();

  @Test
  void no_calls_are_no_words() {
    assertEquals("", ContextWording.of(List.of()));
  }

  @Test
  void calls_are_told_in_the_order_of_the_catalogue_with_underscores_as_spaces() {
    Call temperature =
        Call.of(CATALOGUE, "set_temperature", Map.of("area", "front_left", "temperature", 21.50));
    Call volume = Call.of(CATALOGUE, "set_volume", Map.of("level", 30));
    assertEquals(
        "set temperature temperature 21.5 area front left , set volume level 30",
        ContextWording.of(List.of(temperature, volume)));
  }
}
