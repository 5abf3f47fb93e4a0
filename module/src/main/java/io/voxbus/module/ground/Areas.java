package io.voxbus.module.ground;

import io.voxbus.proto.v1.Seat;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns an area that was said into places.
 *
 * @param board whose driver's side decides
 * @param speaker where the speaker sits
 */
record Areas(Board board, Seat speaker) {
  /** The speaker's own place; empty when nobody knows it. */
  Optional<Place> speakersPlace() {
    return Place.of(speaker, board.driver());
  }

  /**
   * Whether the area can be resolved: only {@code speaker} cannot, when nobody knows where the
   * speaker sits.
   */
  boolean known(String area) {
    return !area.equals("speaker") || speakersPlace().isPresent();
  }

  /**
   * The places that a known area means, among those that the board has for a function; none when it
   * has none there.
   */
  List<Place> places(String area, List<Place> among) {
    return switch (area) {
      case "speaker" -> filter(among, place -> speakersPlace().filter(place::equals).isPresent());
      case "driver" -> filter(among, board.driver()::equals);
      case "passenger" -> filter(among, board.passenger()::equals);
      case "front" -> filter(among, Place::isFront);
      case "rear" -> filter(among, place -> !place.isFront());
      case "left" -> side(among, true);
      case "right" -> side(among, false);
      case "all" -> among;
      default -> filter(among, place -> place.area().equals(area));
    };
  }

  /**
   * Left or right without a row is the one in the speaker's own row, the front row when that is not
   * known; where the function is not in that row (mirrors, for those behind), it is whichever there
   * is on that side.
   */
  private List<Place> side(List<Place> among, boolean left) {
    boolean front = speakersPlace().map(Place::isFront).orElse(true);
    List<Place> onSide = filter(among, place -> place.isLeft() == left);
    List<Place> inRow = filter(onSide, place -> place.isFront() == front);
    return inRow.isEmpty() ? onSide : inRow;
  }

  /**
   * The shortest area that means exactly these places, of those that the board has for a function.
   */
  static String name(List<Place> places, List<Place> among) {
    if (places.size() == 1) {
      return places.get(0).area();
    }
    List<Place> sorted = sorted(places);
    if (sorted.equals(sorted(among))) {
      return "all";
    }
    return places.get(0).isFront() ? "front" : "rear";
  }

  private static List<Place> sorted(List<Place> places) {
    Place[] sorted = places.toArray(Place[]::new);
    Arrays.sort(sorted);
    return List.of(sorted);
  }

  private static List<Place> filter(List<Place> places, Predicate<Place> meant) {
    return places.stream().filter(meant).toList();
  }
}
