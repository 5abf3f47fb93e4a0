package io.voxbus.vehicle;

import java.util.Map;
import java.util.Optional;

/** Words of the catalogue that turn a deed round. */
public final class Opposites {
  private static final Map<String, String> OPPOSITES =
      Map.ofEntries(
          Map.entry("up", "down"),
          Map.entry("down", "up"),
          Map.entry("forward", "backward"),
          Map.entry("backward", "forward"),
          Map.entry("left", "right"),
          Map.entry("right", "left"),
          Map.entry("in", "out"),
          Map.entry("out", "in"),
          Map.entry("more", "less"),
          Map.entry("less", "more"),
          Map.entry("increase", "decrease"),
          Map.entry("decrease", "increase"),
          Map.entry("on", "off"),
          Map.entry("off", "on"),
          Map.entry("lock", "unlock"),
          Map.entry("unlock", "lock"),
          Map.entry("open", "close"),
          Map.entry("close", "open"),
          Map.entry("vent", "close"),
          Map.entry("tilt", "close"),
          Map.entry("fold", "unfold"),
          Map.entry("unfold", "fold"),
          Map.entry("start", "stop"));

  private Opposites() {}

  /** The word that puts back what this one does; empty for a word that has no opposite. */
  public static Optional<String> of(String word) {
    return Optional.ofNullable(OPPOSITES.get(word));
  }
}
