package io.voxbus.hil.load;

import io.vertx.core.buffer.Buffer;
import io.voxbus.hil.run.Bench;
import io.voxbus.hil.run.Seen;
import io.voxbus.hil.run.Utterance;
import io.voxbus.hil.time.Deadline;
import io.voxbus.proto.v1.Seat;
import io.voxbus.proto.v1.Transcript;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Says sentences at an even pace, whether they are answered or not, and measures from the moment at
 * which each was due: a sender that is late itself does not make the device look faster.
 */
public final class Pace {
  private static final List<String> SENTENCES =
      List.of(
          "set the temperature to 21 degrees",
          "turn on the seat heating",
          "turn the volume up",
          "open my window",
          "turn on the ambient light and mute the radio",
          "what a lovely day",
          "fan speed four");

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_AGAIN_NANOS = 5_000_000;

  private final Bench bench;
  private final String prefix = "load-%08x-".formatted(ThreadLocalRandom.current().nextInt());
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
  private volatile Measured current = new Measured();
  private int said;

  /** Drives a bench, which nobody else may watch meanwhile. */
  public Pace(Bench bench) {
    this.bench = bench;
    bench.watch(this::hear);
  }

  /**
   * Says so many sentences a second for some time, and waits until all are answered, or for half a
   * minute at most.
   *
   * @param perSecond at least 1
   */
  public Measured hold(int perSecond, Duration time) throws InterruptedException {
    Measured measured = new Measured();
    current = measured;
    waiting.clear();
    long start = System.nanoTime();
    long all = perSecond * time.toNanos() / 1_000_000_000;
    for (long number = 0; number < all; number++) {
      long due = start + number * 1_000_000_000 / perSecond;
      Deadline.await(due);
      say(due, measured);
    }
    awaitAnswers(System.nanoTime() + PATIENCE.toNanos());
    return measured;
  }

  private void awaitAnswers(long until) throws InterruptedException {
    while (!waiting.isEmpty() && System.nanoTime() - until < 0) {
      Deadline.await(System.nanoTime() + LOOK_AGAIN_NANOS);
    }
  }

  private void say(long due, Measured measured) {
    said++;
    String id = prefix + said;
    Transcript transcript =
        Transcript.newBuilder()
            .setId(id)
            .setText(SENTENCES.get(said % SENTENCES.size()))
            .setSpeaker(Seat.SEAT_DRIVER)
            .setSpokenAtMs(System.currentTimeMillis())
            .build();
    waiting.put(id, new Waiting(id, due));
    measured.said(due, System.nanoTime());
    bench.publish("transcript", Buffer.buffer(transcript.toByteArray()), false);
  }

  private void hear(Seen seen) {
    String id = seen.what().id().replaceFirst("/.*", "");
    Waiting utterance = waiting.get(id);
    if (utterance == null) {
      return;
    }
    Utterance known = utterance.with(seen);
    if (seen.what() instanceof Seen.Answered answered) {
      waiting.remove(id);
      current.answered(answered.response().getOutcome(), known);
    }
  }

  /** What is known of a sentence that was not answered yet. */
  private static final class Waiting {
    private Utterance known;

    private Waiting(String id, long due) {
      this.known = new Utterance(id, due, Map.of());
    }

    private synchronized Utterance with(Seen seen) {
      known = known.with(seen);
      return known;
    }
  }
}
