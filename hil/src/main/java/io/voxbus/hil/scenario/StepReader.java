package io.voxbus.hil.scenario;

import io.voxbus.vehicle.Catalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a list of steps: each has one key that says what it does, and others that say how. */
final class StepReader {
  private static final List<String> START = List.of("id", "at", "after", "plus");

  private final ActionReader actions;

  StepReader(Catalogue catalogue) {
    this.actions = new ActionReader(catalogue);
  }

  List<Step> read(List<Part> parts) {
    List<Step> steps = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>();
    for (Part part : parts) {
      Step step = step(part, steps.size() + 1, ids);
      if (!ids.add(step.id())) {
        throw part.refusal("a step above has the id " + step.id() + " too", "choose another");
      }
      steps.add(step);
    }
    return List.copyOf(steps);
  }

  private Step step(Part part, int number, Set<String> ids) {
    List<ActionReader.Kind> kinds =
        Stream.of(ActionReader.Kind.values())
            .filter(kind -> part.find(kind.key()).isPresent())
            .toList();
    if (kinds.size() != 1) {
      throw part.refusal(
          kinds.isEmpty() ? "the step does nothing" : "the step does two things",
          "write one of " + String.join(", ", ActionReader.Kind.keys()));
    }
    ActionReader.Kind kind = kinds.get(0);
    part.allow(Stream.concat(START.stream(), kind.keysOfStep().stream()).toList());
    String id = part.find("id").map(Part::text).orElse("step " + number);
    Action action = actions.read(kind, part);
    refuseUnknown(part, ids);
    return new Step(id, part.line(), start(part, ids), action);
  }

  private static Step.Start start(Part part, Set<String> ids) {
    Optional<Duration> at = part.find("at").map(Part::duration);
    Optional<String> after = part.find("after").map(other -> known(other, ids));
    if (at.isPresent() && (after.isPresent() || part.find("plus").isPresent())) {
      throw part.refusal("at stands beside after or plus", "keep at, or the others");
    }
    Duration pause = part.find("plus").map(Part::duration).orElse(Duration.ZERO);
    return at.<Step.Start>map(Step.Start.At::new)
        .orElseGet(() -> new Step.Start.After(after, pause));
  }

  private static void refuseUnknown(Part part, Set<String> ids) {
    part.find("since").ifPresent(other -> known(other, ids));
    part.find("repeat_of").ifPresent(other -> known(other, ids));
  }

  private static String known(Part other, Set<String> ids) {
    if (!ids.contains(other.text())) {
      throw other.refusal(
          "no step above has the id " + other.text(),
          ids.isEmpty() ? "there is none above" : "above are " + String.join(", ", ids));
    }
    return other.text();
  }
}
