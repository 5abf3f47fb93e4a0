package io.voxbus.module.can;

import io.voxbus.module.ground.Place;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The path of an actuator in the Vehicle Signal Specification. In place of a place it may have
 * {@code {row}} (Row1 or Row2), {@code {side}} (DriverSide or PassengerSide) and {@code {seat}}
 * (Driver or Passenger).
 *
 * @param text for example {@code Vehicle.Cabin.Door.{row}.{side}.IsLocked}
 */
record VssPath(String text) {
  private static final Pattern SYNTAX =
      Pattern.compile("Vehicle(\\.([A-Z][A-Za-z0-9]*|\\{row}|\\{side}|\\{seat}))+");

  boolean wellFormed() {
    return SYNTAX.matcher(text).matches();
  }

  boolean placed() {
    return text.contains("{");
  }

  /**
   * The paths for some places: one where it does not depend on them.
   *
   * @param driver the driver's place
   */
  List<String> at(List<Place> places, Place driver) {
    return placed() ? places.stream().map(place -> at(place, driver)).toList() : List.of(text);
  }

  private String at(Place place, Place driver) {
    String who = place.isLeft() == driver.isLeft() ? "Driver" : "Passenger";
    return text.replace("{row}", place.isFront() ? "Row1" : "Row2")
        .replace("{side}", who + "Side")
        .replace("{seat}", who);
  }
}
