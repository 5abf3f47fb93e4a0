package io.voxbus.bench.junit;

import com.google.protobuf.ByteString;
import io.voxbus.hil.run.LiveRun;
import io.voxbus.hil.scenario.Action;
import io.voxbus.hil.scenario.Fault;
import io.voxbus.proto.v1.Seat;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.AssertionFailedError;

/**
 * The car on the bench, with the verbs of scenarios. What is expected counts from the beginning of
 * the last {@code say}, {@code state}, {@code send} or {@code inject}. What is not as expected is
 * an {@link AssertionFailedError}; a bench that breaks an {@link IllegalStateException}.
 */
public final class Car {
  /** Within this something is expected of which nothing else is said. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LiveRun run;

  Car(LiveRun run) {
    this.run = run;
  }

  /** The driver says something. */
  public void say(String text) {
    say(text, Seat.SEAT_DRIVER);
  }

  /** Somebody says something. */
  public void say(String text, Seat seat) {
    say(
        text,
        new Action.Say.Details(seat, Optional.empty(), List.of(), "", "", Duration.ZERO, false));
  }

  /** Somebody says something, with all that a transcript can tell. */
  public void say(String text, Action.Say.Details details) {
    act(new Action.Say(text, details, Optional.empty()));
  }

  /**
   * The vehicle's state changes.
   *
   * @param path a VSS path
   * @param value true, false, a number, or a word
   */
  public void state(String path, Object value) {
    act(new Action.State(Map.of(path, value.toString())));
  }

  /**
   * Bytes are published as they are.
   *
   * @param topic below prefix and vehicle, for example {@code transcript}
   */
  public void send(String topic, byte[] payload) {
    act(new Action.Send(topic, ByteString.copyFrom(payload), false));
  }

  /**
   * Something goes wrong, or well again; the test is left out where the bench has no such thing.
   */
  public void inject(Fault fault) {
    inject(fault, Duration.ZERO);
  }

  /**
   * Something goes wrong by a time.
   *
   * @param by of a delay, how long
   */
  public void inject(Fault fault, Duration by) {
    Action.Inject inject = new Action.Inject(fault, by);
    Assumptions.assumeTrue(run.offers(inject), "this bench has no " + fault.part());
    act(inject);
  }

  /** Something is seen within ten seconds; of several things each after the one before. */
  public void expect(Expected... inOrder) {
    expectWithin(PATIENCE, inOrder);
  }

  /** Something is seen in time; of several things each after the one before. */
  public void expectWithin(Duration time, Expected... inOrder) {
    judge(expectation(Action.Count.ONCE, time, inOrder));
  }

  /** Something is seen so often, and no more until the time is over. */
  public void expectExactly(int times, Duration time, Expected expected) {
    judge(expectation(new Action.Count(times, true), time, expected));
  }

  /** Neither a command nor a frame is seen from now on. */
  public void expectNoneFor(Duration time) {
    judgeNone(new Action.ExpectNone(Optional.empty(), time));
  }

  /** Nothing of a kind is seen from now on. */
  public void expectNoneFor(Duration time, Expected unwanted) {
    judgeNone(new Action.ExpectNone(Optional.of(unwanted.wanted()), time));
  }

  private static Action.Expect expectation(Action.Count count, Duration time, Expected... inOrder) {
    return new Action.Expect(
        Arrays.stream(inOrder).map(Expected::wanted).toList(), count, time, Optional.empty());
  }

  private void act(Action action) {
    try {
      run.act(action);
    } catch (TimeoutException slow) {
      throw new IllegalStateException("the bench does not: " + action.words(), slow);
    }
  }

  private void judge(Action.Expect expected) {
    try {
      fail(run.expect(expected));
    } catch (InterruptedException stopped) {
      throw interrupted(stopped);
    }
  }

  private void judgeNone(Action.ExpectNone unwanted) {
    try {
      fail(run.expectNone(unwanted));
    } catch (InterruptedException stopped) {
      throw interrupted(stopped);
    }
  }

  private static void fail(Optional<String> message) {
    message.ifPresent(
        text -> {
          throw new AssertionFailedError(text);
        });
  }

  private static IllegalStateException interrupted(InterruptedException stopped) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("the test was stopped", stopped);
  }
}
