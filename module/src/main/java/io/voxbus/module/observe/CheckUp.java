package io.voxbus.module.observe;

import java.util.Optional;

/**
 * How the service was found.
 *
 * @param ailment why it should be started anew, in one line; empty for a healthy one
 * @param obstacle why it takes no transcripts, in one line; empty for a ready one
 * @param load what it is about, {@link Load#NONE} where it did not say
 */
record CheckUp(Optional<String> ailment, Optional<String> obstacle, Load load) {
  /** It has not begun to serve. */
  static CheckUp starting() {
    return new CheckUp(Optional.empty(), Optional.of("starting: the model is loaded"), Load.NONE);
  }

  static CheckUp healthy(Load load) {
    return new CheckUp(Optional.empty(), obstacle(load), load);
  }

  static CheckUp ailing(Throwable silence, Load load) {
    String ailment = String.valueOf(silence.getMessage());
    return new CheckUp(Optional.of(ailment), Optional.of(ailment), load);
  }

  boolean ready() {
    return obstacle.isEmpty();
  }

  private static Optional<String> obstacle(Load load) {
    if (load.draining()) {
      return Optional.of("draining: what was taken is answered, nothing more is taken");
    }
    return load.online() ? Optional.empty() : Optional.of("the broker is away");
  }
}
