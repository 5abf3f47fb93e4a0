package io.voxbus.module.can;

import io.voxbus.dbc.SignalException;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.BoardPart;
import io.voxbus.module.ground.FunctionFacts;
import io.voxbus.module.ground.Grounder;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Problems;
import io.voxbus.module.ground.Span;
import io.voxbus.module.interlock.Gate;
import io.voxbus.proto.v1.Seat;
import io.voxbus.vehicle.FunctionSpec;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks what one function puts on the bus.
 *
 * @param board the board
 * @param mapping as read
 * @param function as in the catalogue
 * @param facts what the board has of it
 * @param problems takes what is wrong
 */
record FunctionCheck(
    Board board,
    BoardMapping mapping,
    FunctionSpec function,
    FunctionFacts facts,
    Problems problems) {
  /**
   * Checks it.
   *
   * @param part where it is mapped
   */
  void run(BoardPart part) {
    problems.during(() -> checkEncodes(part));
    problems.during(() -> checkDoubled(part));
    signals().forEach(signal -> problems.during(() -> checkStep(part, signal)));
  }

  private List<SignalMapping> signals() {
    return Objects.requireNonNull(mapping.functions().get(function.name())).signals();
  }

  private Stream<Grounded> calls() {
    Grounder grounder = new Grounder(board);
    return new EveryCall(function, facts)
        .calls().stream()
            .map(call -> grounder.ground(call, Seat.SEAT_DRIVER))
            .filter(Grounded.class::isInstance)
            .map(Grounded.class::cast);
  }

  /** The first of all calls that cannot be put on the bus: its signals do not go together. */
  private void checkEncodes(BoardPart part) {
    calls()
        .flatMap(grounded -> fault(grounded).stream())
        .findFirst()
        .ifPresent(
            fault -> {
              throw part.refusal(fault, "mend signal, by or transform");
            });
  }

  /** Of two entries that write the same bits in one call, the second would undo the first. */
  private void checkDoubled(BoardPart part) {
    calls()
        .flatMap(grounded -> doubled(grounded).stream())
        .findFirst()
        .ifPresent(
            target -> {
              throw part.refusal("two entries set " + target, "leave one, or give each a mask");
            });
  }

  private Optional<SignalTarget> doubled(Grounded grounded) {
    Map<String, Long> written = new HashMap<>();
    for (SignalMapping signal : signals()) {
      Set<SignalTarget> targets =
          signal.route().value(grounded).isPresent()
              ? Set.copyOf(signal.route().targets(grounded))
              : Set.of();
      for (SignalTarget target : targets) {
        long earlier = written.getOrDefault(target.toString(), 0L);
        if ((earlier & target.mask()) != 0) {
          return Optional.of(target);
        }
      }
      targets.forEach(
          target -> written.merge(target.toString(), target.mask(), (one, other) -> one | other));
    }
    return Optional.empty();
  }

  private Optional<String> fault(Grounded grounded) {
    try {
      EncodedCommand command = new CommandEncoder(mapping).encode(Gate.forDisplay(grounded));
      return command.signals().isEmpty()
          ? Optional.of(grounded.spoken() + " reaches no signal")
          : Optional.empty();
    } catch (SignalException e) {
      return Optional.of(grounded.spoken() + " cannot be sent (" + e.getMessage() + ")");
    }
  }

  /** A step that the signal rounds away would be confirmed to the driver and not be done. */
  private void checkStep(BoardPart part, SignalMapping mapping) {
    facts.argument(mapping.route().argument()).span().stream()
        .flatMap(spans -> spans.cases().entrySet().stream())
        .forEach(
            spans ->
                mapping
                    .route()
                    .targets()
                    .cases()
                    .forEach(
                        (key, targets) -> {
                          if (together(mapping, spans.getKey(), key)) {
                            targets.forEach(
                                target -> checkStep(part, mapping, target, spans.getValue()));
                          }
                        }));
  }

  /** Whether a range holds where a target is chosen. */
  private boolean together(SignalMapping mapping, String range, String target) {
    String by = facts.argument(mapping.route().argument()).span().orElseThrow().argument();
    return !by.equals(mapping.route().targets().argument()) || range.equals(target);
  }

  private static void checkStep(
      BoardPart part, SignalMapping mapping, SignalTarget target, Span span) {
    boolean labelled = !mapping.transform().labels().isEmpty();
    BigDecimal step = span.step().multiply(mapping.transform().scale());
    boolean whole =
        switch (target.signal().kind()) {
          case FLOAT, DOUBLE -> true;
          case SIGNED, UNSIGNED -> step.remainder(target.signal().factor()).signum() == 0;
        };
    if (!whole && !labelled) {
      throw part.refusal(
          "the step %s of %s is lost: %s counts in %s"
              .formatted(
                  span.step().toPlainString(),
                  mapping.route().argument(),
                  target,
                  target.signal().factor().toPlainString()),
          "make the step in board.yaml a multiple of that");
    }
  }
}
