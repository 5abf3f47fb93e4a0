package io.voxbus.module.app;

import io.vertx.core.Future;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Place;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Meaning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Commands that still wait for the broker, or for the bridge's answer.
 *
 * <p>A later one of the same function for the same thing takes the place of one that has not gone
 * out yet: "open the window ... no, shut it" while the broker is away must not do both when it is
 * back. The same said twice does no harm, and changes by an amount add up, so these are left alone.
 *
 * <p>One that came too late at the bridge does not go out again when another one of the same thing,
 * or of a part of it, has followed it: it would undo what was said last.
 */
final class WaitingCommands {
  private final List<Waiting> waiting = new ArrayList<>();

  /** A command that can be overtaken by later ones. */
  interface Overtaken {
    /** A later command took its place: it does not go out, if it has not yet. */
    void supersede();

    /**
     * A later command is for the same thing: where that has gone out, this one must not any more.
     */
    void followedBy(Overtaken later);

    /** Whether it has gone out. */
    boolean isOut();

    /** Completes when it waits no more; never fails. */
    Future<?> report();
  }

  /** A command that waits, or has gone out and is not answered yet. */
  private record Waiting(Grounded grounded, Overtaken command) {
    Call call() {
      return grounded.call();
    }

    /** Whether it would matter which of the two comes last; changes by an amount add up. */
    boolean mustComeBefore(Waiting later) {
      return (isSetting() || later.isSetting())
          && !call().equals(later.call())
          && thing().equals(later.thing())
          && Meaning.selected(call()).equals(Meaning.selected(later.call()))
          && meets(grounded.places(), later.grounded.places());
    }

    /** Of one that must come before, whether nothing of it would be left. */
    boolean isReplacedBy(Waiting later) {
      return later.isSetting()
          && call().function().equals(later.call().function())
          && grounded.places().equals(later.grounded.places());
    }

    private boolean isSetting() {
      return call().argument("direction").isEmpty() && !Meaning.isStep(call().function());
    }

    /** What is moved or set: adjust_temperature and set_temperature are about one thing. */
    private String thing() {
      return call().function().name().replaceFirst("^[a-z]+_", "");
    }

    private static boolean meets(List<Place> some, List<Place> others) {
      return (some.isEmpty() && others.isEmpty()) || !Collections.disjoint(some, others);
    }
  }

  /** A command begins to wait; what it replaces is withdrawn, what it follows stays behind it. */
  void add(Grounded grounded, Overtaken command) {
    Waiting added = new Waiting(grounded, command);
    for (Waiting earlier : waiting) {
      if (earlier.mustComeBefore(added)) {
        follow(earlier, added);
      }
    }
    waiting.add(added);
    command.report().onComplete(done -> waiting.remove(added));
  }

  private static void follow(Waiting earlier, Waiting later) {
    if (earlier.isReplacedBy(later)) {
      earlier.command().supersede();
    } else {
      earlier.command().followedBy(later.command());
    }
  }
}
