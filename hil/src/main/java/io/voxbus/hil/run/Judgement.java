package io.voxbus.hil.run;

import io.voxbus.hil.scenario.Action;
import io.voxbus.hil.scenario.Wanted;
import io.voxbus.proto.v1.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges an expectation by what was seen from one moment to another.
 *
 * @param seen in order
 * @param since the first moment, by the monotonic clock
 * @param until the last one
 */
record Judgement(List<Seen> seen, long since, long until) {
  /** What was seen in time may be told a little later. */
  static final long GRACE_NANOS = 5_000_000;

  private static final int MOST_TOLD = 8;

  /**
   * How an expectation ended.
   *
   * @param at when that was known
   * @param message what was expected and what was seen; empty when it was met
   */
  record Decided(long at, String message) {}

  Judgement(List<Seen> seen, long since, long until) {
    this.seen =
        seen.stream()
            .filter(each -> each.nanos() - since >= 0 && each.nanos() - until <= 0)
            .toList();
    this.since = since;
    this.until = until;
  }

  /** How it ended; empty while that is open. */
  Optional<Decided> of(Action.Expect expect) {
    Wanted first = expect.wanted().get(0);
    if (expect.wanted().size() > 1) {
      return inOrder(expect);
    }
    return first instanceof Wanted.Nothing ? nothing(expect) : counted(expect, first);
  }

  /** How it ended; empty while that is open. */
  Optional<Decided> of(Action.ExpectNone expect) {
    Optional<Seen> culprit = seen.stream().filter(each -> forbids(expect, each)).findFirst();
    return culprit
        .map(found -> failed(found.nanos(), expect.words() + ", but saw " + Told.of(found.what())))
        .or(() -> isOver() ? Optional.of(new Decided(until, "")) : Optional.empty());
  }

  private static boolean forbids(Action.ExpectNone expect, Seen each) {
    return expect
        .wanted()
        .map(wanted -> Match.fits(wanted, each.what()))
        .orElseGet(() -> acts(each));
  }

  private static boolean acts(Seen each) {
    return each.what() instanceof Seen.Commanded || each.what() instanceof Seen.OnBus;
  }

  private Optional<Decided> counted(Action.Expect expect, Wanted wanted) {
    List<Seen> fitting = seen.stream().filter(each -> Match.fits(wanted, each.what())).toList();
    int times = expect.count().times();
    if (expect.count().exact()) {
      return exactly(expect, fitting, times);
    }
    return fitting.size() >= times
        ? Optional.of(new Decided(fitting.get(times - 1).nanos(), ""))
        : unmet(expect);
  }

  private Optional<Decided> exactly(Action.Expect expect, List<Seen> fitting, int times) {
    if (fitting.size() > times) {
      return Optional.of(
          failed(
              fitting.get(times).nanos(),
              "%s, but there were %d".formatted(expect.words(), fitting.size())));
    }
    return isOver() && fitting.size() == times
        ? Optional.of(new Decided(until, ""))
        : unmet(expect);
  }

  private Optional<Decided> inOrder(Action.Expect expect) {
    int found = 0;
    for (Seen each : seen) {
      if (Match.fits(expect.wanted().get(found), each.what())) {
        found++;
        if (found == expect.wanted().size()) {
          return Optional.of(new Decided(each.nanos(), ""));
        }
      }
    }
    return unmet(expect);
  }

  private Optional<Decided> nothing(Action.Expect expect) {
    for (Seen each : seen) {
      if (acts(each)) {
        return Optional.of(
            failed(each.nanos(), expect.words() + ", but saw " + Told.of(each.what())));
      }
      if (each.what() instanceof Seen.Answered answer) {
        boolean idle = answer.response().getOutcome() == Outcome.OUTCOME_NOTHING_TO_DO;
        return Optional.of(
            idle
                ? new Decided(each.nanos(), "")
                : failed(each.nanos(), expect.words() + ", but saw " + Told.of(each.what())));
      }
    }
    return unmet(expect);
  }

  private Optional<Decided> unmet(Action.Expect expect) {
    return isOver() ? Optional.of(failed(until, expect.words() + told(expect))) : Optional.empty();
  }

  private boolean isOver() {
    return System.nanoTime() - until >= GRACE_NANOS;
  }

  /** What was seen of the kind that was wanted, with how it differs; else all that was seen. */
  private String told(Action.Expect expect) {
    List<String> alike =
        seen.stream()
            .flatMap(
                each ->
                    expect.wanted().stream()
                        .flatMap(wanted -> Match.difference(wanted, each.what()).stream())
                        .filter(difference -> !difference.isEmpty()))
            .distinct()
            .limit(MOST_TOLD)
            .toList();
    if (!alike.isEmpty()) {
      return ", but " + String.join("; or ", alike);
    }
    return seen.isEmpty()
        ? ", but nothing was seen"
        : seen.stream()
            .limit(MOST_TOLD)
            .map(each -> Told.of(each.what()))
            .collect(Collectors.joining("; ", ", but saw only ", ""));
  }

  private static Decided failed(long at, String message) {
    return new Decided(at, message);
  }
}
