package io.voxbus.module.ground;

import io.voxbus.proto.v1.Seat;
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

  /**
   * Where somebody sits; empty when nobody knows.
   *
   * @param seat the seat, as the wire names it
   * @param driver the driver's place
   */
  public static Optional<Place> of(Seat seat, Place driver) {
    return switch (seat) {
      case SEAT_DRIVER -> Optional.of(driver);
      case SEAT_PASSENGER -> Optional.of(driver == FRONT_LEFT ? FRONT_RIGHT : FRONT_LEFT);
      case SEAT_REAR_LEFT -> Optional.of(REAR_LEFT);
      case SEAT_REAR_RIGHT -> Optional.of(REAR_RIGHT);
      case SEAT_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }

  /** Whether it is in the first row. */
  public boolean isFront() {
    return this == FRONT_LEFT || this == FRONT_RIGHT;
  }

  /** Whether it is on the left. */
  public boolean isLeft() {
    return this == FRONT_LEFT || this == REAR_LEFT;
  }
}
