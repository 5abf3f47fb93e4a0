package io.voxbus.module.can;

import io.voxbus.module.ground.BoardFile;
import io.voxbus.module.ground.BoardPart;
import io.voxbus.module.ground.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks by which signals the vehicle tells that it followed.
 *
 * @param mapping as read
 * @param problems takes what is wrong
 */
record FeedbackCheck(BoardMapping mapping, Problems problems) {
  /**
   * Checks them all.
   *
   * @param file the mapping
   */
  void run(BoardFile file) {
    Map<String, BoardPart> parts = file.entries("functions");
    Set<String> requests = MappedSignals.of(mapping).keySet();
    FeedbackReader.read(file, mapping.dbc(), problems)
        .forEach(
            (name, feedback) ->
                Optional.ofNullable(parts.get(name))
                    .filter(part -> mapping.functions().containsKey(name))
                    .flatMap(part -> part.find("feedback"))
                    .filter(part -> !part.inherited())
                    .ifPresent(
                        part ->
                            part.get("signals")
                                .entries()
                                .forEach(
                                    (request, state) ->
                                        check(name, request, state, feedback, requests))));
  }

  private void check(
      String name,
      String request,
      BoardPart part,
      FunctionFeedback feedback,
      Set<String> requests) {
    if (!targets(name).contains(request)) {
      problems.tell(
          part.refusal(
              name + " never sets " + request,
              "name a signal that the function sets, or leave it"));
    }
    Optional.ofNullable(feedback.signals().get(request))
        .map(state -> state.message().name())
        .filter(requests::contains)
        .ifPresent(
            message ->
                problems.tell(
                    part.refusal(
                        "message " + message + " is sent by this board itself",
                        "name a signal by which the vehicle tells its state")));
  }

  private Set<String> targets(String function) {
    return Optional.ofNullable(mapping.functions().get(function)).stream()
        .flatMap(mapped -> mapped.signals().stream())
        .flatMap(signal -> signal.route().targets().cases().values().stream())
        .flatMap(targets -> targets.stream().map(SignalTarget::toString))
        .collect(Collectors.toSet());
  }
}
