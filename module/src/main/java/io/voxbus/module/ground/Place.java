package io.voxbus.module.ground;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A place in the cabin, as seen in the direction of travel. Named as the catalogue's areas are. */
public enum Place {
  /** First row, left. */
  FRONT_LEFT,
  /** First row, right. */
  FRONT_RIGHT,
  /** Second row, left. */
  REAR_LEFT,
  /** Second row, right. */
  REAR_RIGHT;

  /** The catalogue's area, for example "front_left". */
  public String area() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The place of that area; empty for an area of several or of none. */
  public static Optional<Place> of(String area) {
    return Stream.of(values()).filter(place -> place.area().equals(area)).findFirst();
  }

  boolean front() {
    return this == FRONT_LEFT || this == FRONT_RIGHT;
  }

  boolean left() {
    return this == FRONT_LEFT || this == REAR_LEFT;
  }
}
