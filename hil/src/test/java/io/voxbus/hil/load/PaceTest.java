package io.voxbus.hil.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.hil.run.FakeBench;
import io.voxbus.hil.run.Seen;
import io.voxbus.hil.run.Stage;
import io.voxbus.hil.run.Utterance;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Timings;
import io.voxbus.proto.v1.Transcript;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PaceTest {
  @Test
  void everySentenceIsSaidAndItsAnswerCounted() throws InterruptedException {
    AtomicInteger heard = new AtomicInteger();
    Measured measured =
        new Pace(
                new FakeBench(
                    (transcript, bench) ->
                        answer(
                            bench,
                            transcript,
                            heard.incrementAndGet() % 2 == 0
                                ? Outcome.OUTCOME_BUSY
                                : Outcome.OUTCOME_DONE)))
            .hold(100, Duration.ofMillis(200));
    assertEquals(20, measured.said());
    assertEquals(20, measured.answered());
    assertEquals(Map.of(Outcome.OUTCOME_DONE, 10, Outcome.OUTCOME_BUSY, 10), measured.outcomes());
    assertEquals(10, measured.utterances().size());
    assertEquals(7L, measured.utterances().get(0).micros().get(Stage.RESOLVE));
  }

  /** What hears blocks the sender once: who measured from when it spoke would not see it. */
  @Test
  void aSentenceThatIsSaidLateBecauseOfAnotherIsMeasuredFromWhenItWasDue()
      throws InterruptedException {
    AtomicInteger heard = new AtomicInteger();
    Measured measured =
        new Pace(
                new FakeBench(
                    (transcript, bench) -> {
                      if (heard.incrementAndGet() == 1) {
                        block(Duration.ofMillis(100));
                      }
                      answer(bench, transcript, Outcome.OUTCOME_DONE);
                    }))
            .hold(100, Duration.ofMillis(100));
    long late =
        measured.utterances().stream()
            .map(PaceTest::answeredAfter)
            .filter(micros -> micros > TimeUnit.MILLISECONDS.toMicros(15))
            .count();
    assertTrue(late >= 8, () -> measured.utterances().toString());
  }

  private static long answeredAfter(Utterance utterance) {
    return utterance.micros().get(Stage.TO_RESPONSE);
  }

  private static void block(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - until < 0) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  private static void answer(FakeBench bench, Transcript transcript, Outcome outcome) {
    bench.see(
        new Seen.Answered(
            CommandResponse.newBuilder()
                .setTranscriptId(transcript.getId())
                .setOutcome(outcome)
                .setTimings(Timings.newBuilder().setResolveUs(7))
                .build()));
  }
}
