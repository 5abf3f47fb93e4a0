package io.voxbus.hil.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One scenario of a file; a table makes one of each of its rows.
 *
 * @param file where it stands
 * @param name unique in a run: the scenario's, and the row's in brackets
 * @param about what it shows; empty when the file does not say
 * @param tags to choose scenarios by
 * @param requirements the ids of the requirements that it covers
 * @param seed of everything random in it
 * @param variables of the file and its row, as text, for reports
 * @param setUp steps that bring the vehicle to where the scenario begins
 * @param steps what is done and expected
 * @param tearDown steps that are always taken in the end
 */
public record Scenario(
    Path file,
    String name,
    String about,
    List<String> tags,
    List<String> requirements,
    long seed,
    Map<String, String> variables,
    List<Step> setUp,
    List<Step> steps,
    List<Step> tearDown) {
  /** Copies the lists. */
  public Scenario {
    tags = List.copyOf(tags);
    requirements = List.copyOf(requirements);
    setUp = List.copyOf(setUp);
    steps = List.copyOf(steps);
    tearDown = List.copyOf(tearDown);
  }
}
