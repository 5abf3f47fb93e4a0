package io.voxbus.hil.tape;

import io.vertx.core.buffer.Buffer;
import io.voxbus.hil.run.Bench;
import io.voxbus.hil.time.Deadline;
import io.voxbus.hil.time.Punctuality;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Plays a recording's transcripts and states to a device, and compares what it answers. */
public final class Replay {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Bench bench;
  private final Tape tape;
  private final Renewal renewal;
  private final Answers answers;
  private final Punctuality punctuality = new Punctuality();

  /**
   * What came of it.
   *
   * @param punctuality of what was published; of a replay as fast as possible, against itself
   * @param seconds from the first moment of the recording to its last
   * @param transcripts how many were said
   * @param differences what was answered otherwise than in the recording, each a line
   * @param unanswered the ids of transcripts without an answer
   */
  public record Outcome(
      Punctuality punctuality,
      double seconds,
      int transcripts,
      List<String> differences,
      Set<String> unanswered) {}

  private Replay(Bench bench, Tape tape) {
    String prefix = "replay-%08x-".formatted(ThreadLocalRandom.current().nextInt());
    this.bench = bench;
    this.tape = tape;
    this.renewal = new Renewal(tape.started(), prefix);
    this.answers = new Answers(tape, prefix);
    bench.watch(answers::hear);
  }

  /**
   * Each message at its moment: so long after the beginning as in the recording, whatever came late
   * before it. Returns after the recording's last moment, when all is answered, or half a minute
   * later.
   */
  public static Outcome inTime(Bench bench, Tape tape) throws InterruptedException {
    return new Replay(bench, tape).inTime();
  }

  /** Each transcript as soon as the one before it is answered; states between them. */
  public static Outcome asFastAsPossible(Bench bench, Tape tape) throws InterruptedException {
    return new Replay(bench, tape).asFastAsPossible();
  }

  private Outcome inTime() throws InterruptedException {
    long start = System.nanoTime();
    for (Entry entry : tape.entries()) {
      if (Renewal.isInput(entry)) {
        Deadline.await(start + entry.nanos());
        punctuality.note(start + entry.nanos(), System.nanoTime());
        publish(entry);
      }
    }
    Deadline.await(start + tape.nanos());
    double seconds = (System.nanoTime() - start) / 1e9;
    long until = System.nanoTime() + PATIENCE.toNanos();
    for (String id : answers.unanswered()) {
      answers.await(id, until);
    }
    return outcome(seconds);
  }

  private Outcome asFastAsPossible() throws InterruptedException {
    long start = System.nanoTime();
    for (Entry entry : tape.entries()) {
      if (Renewal.isInput(entry)) {
        long now = System.nanoTime();
        punctuality.note(now, now);
        Optional<String> id = publish(entry);
        if (id.isPresent()) {
          answers.await(id.get(), System.nanoTime() + PATIENCE.toNanos());
        }
      }
    }
    return outcome((System.nanoTime() - start) / 1e9);
  }

  private Outcome outcome(double seconds) {
    return new Outcome(
        punctuality, seconds, answers.count(), answers.differences(), answers.unanswered());
  }

  /** Publishes an entry; the transcript's id, if it is one. */
  private Optional<String> publish(Entry entry) {
    Optional<String> id = renewal.id(entry);
    id.ifPresent(answers::said);
    byte[] payload = renewal.renewed(entry, System.currentTimeMillis()).toByteArray();
    bench.publish(entry.topic(), Buffer.buffer(payload), false);
    return id;
  }
}
