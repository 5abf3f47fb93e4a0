package io.voxbus.hil.run;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.voxbus.hil.scenario.Action;
import io.voxbus.hil.scenario.Scenario;
import io.voxbus.hil.scenario.Step;
import io.voxbus.proto.v1.Transcript;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Runs one scenario on one bench, from its set-up to its tear-down. */
final class ScenarioRun {
  /** Within this a bench must be well again after whatever a scenario did to it. */
  private static final Duration RECOVERY = Duration.ofSeconds(20);

  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(10).toNanos();

  private final Bench bench;
  private final Scenario scenario;
  private final int round;
  private final String id;
  private final Instant started = Instant.now();
  private final long origin = System.nanoTime();
  private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final List<Seen> seen = new ArrayList<>();
  private final Map<String, Long> said = new LinkedHashMap<>();
  private final Map<String, String> transcripts = new LinkedHashMap<>();
  private final List<StepResult> results = new ArrayList<>();

  /**
   * A run that begins now.
   *
   * @param id what the ids of its transcripts begin with; unique
   */
  ScenarioRun(Bench bench, Scenario scenario, int round, String id) {
    this.bench = bench;
    this.scenario = scenario;
    this.round = round;
    this.id = id + "-";
  }

  Result run() throws InterruptedException {
    Optional<String> missing = missing();
    if (missing.isPresent()) {
      return result(Verdict.SKIPPED, "this bench has no " + missing.get());
    }
    bench.watch(each -> events.add(() -> note(each)));
    Result result = attempt();
    bench.watch(each -> {});
    return result;
  }

  private Result attempt() throws InterruptedException {
    Optional<String> unwell = illness();
    if (unwell.isPresent()) {
      return result(Verdict.ERROR, "before the set-up: " + unwell.get());
    }
    Result result = setUpAndRun();
    take("tear-down", scenario.tearDown());
    Optional<String> broken =
        results.stream()
            .filter(ScenarioRun::brokenTearDown)
            .findFirst()
            .map(step -> "tear-down: " + step.message())
            .or(this::unrestored);
    return broken.isPresent() && result.verdict() != Verdict.FAILED
        ? result(Verdict.ERROR, "after the steps: " + broken.get())
        : result(result.verdict(), result.message());
  }

  private static boolean brokenTearDown(StepResult step) {
    return step.phase().equals("tear-down") && step.verdict() != Verdict.PASSED;
  }

  private Result setUpAndRun() throws InterruptedException {
    Optional<StepResult> wrong = take("set-up", scenario.setUp());
    if (wrong.isPresent()) {
      return result(Verdict.ERROR, "set-up, " + told(wrong.get()));
    }
    return take("steps", scenario.steps())
        .map(step -> result(step.verdict(), told(step)))
        .orElseGet(() -> result(Verdict.PASSED, ""));
  }

  /** Takes the steps of a list; what did not pass. */
  private Optional<StepResult> take(String phase, List<Step> steps) throws InterruptedException {
    List<StepResult> taken = new Course(phase, steps, this::act, origin, events, seen).run();
    results.addAll(taken);
    return taken.stream().filter(step -> step.verdict() != Verdict.PASSED).findFirst();
  }

  private String told(StepResult step) {
    return "%s:%d, %s: %s"
        .formatted(scenario.file(), step.step().line(), step.step().id(), step.message());
  }

  private Optional<String> missing() {
    return Stream.of(scenario.setUp(), scenario.steps(), scenario.tearDown())
        .flatMap(List::stream)
        .map(Step::action)
        .filter(Action.Inject.class::isInstance)
        .map(Action.Inject.class::cast)
        .filter(inject -> !bench.offers(inject.fault()))
        .map(inject -> inject.fault().part() + " that can be " + inject.fault().kind())
        .findFirst();
  }

  private Optional<String> unrestored() {
    try {
      bench.restore().await(RECOVERY.toMillis(), TimeUnit.MILLISECONDS);
      return illness();
    } catch (TimeoutException | RuntimeException fault) {
      return Optional.of("the bench could not be restored: " + fault);
    }
  }

  /** What is still wrong with the bench after it had time to become well. */
  private Optional<String> illness() {
    long until = System.nanoTime() + RECOVERY.toNanos();
    List<String> complaints = bench.complaints();
    while (!complaints.isEmpty() && System.nanoTime() - until < 0) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      complaints = bench.complaints();
    }
    return complaints.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", complaints));
  }

  /**
   * What belongs to other scenarios, or to nobody's transcript of ours, is none of our business.
   */
  private void note(Seen each) {
    if (each.what().id().isEmpty() || each.what().id().startsWith(id)) {
      seen.add(each);
    }
  }

  private Future<Void> act(Step step) {
    if (step.action() instanceof Action.Say say) {
      return say(step, say);
    }
    if (step.action() instanceof Action.Send send) {
      return bench.publish(
          send.topic(), Buffer.buffer(send.payload().toByteArray()), send.retained());
    }
    if (step.action() instanceof Action.State state) {
      return bench.change(state.values());
    }
    Action.Inject inject = (Action.Inject) step.action();
    return bench.inject(inject.fault(), inject.by());
  }

  private Future<Void> say(Step step, Action.Say say) {
    String transcriptId =
        say.repeatOf().map(transcripts::get).orElseGet(() -> id + (said.size() + 1));
    transcripts.put(step.id(), transcriptId);
    Transcript transcript = transcript(transcriptId, say);
    said.putIfAbsent(transcriptId, System.nanoTime());
    return say.details().json()
        ? bench.publish("transcript/json", Buffer.buffer(json(transcript)), false)
        : bench.publish("transcript", Buffer.buffer(transcript.toByteArray()), false);
  }

  private Transcript transcript(String transcriptId, Action.Say say) {
    Action.Say.Details details = say.details();
    Transcript.Builder transcript =
        Transcript.newBuilder()
            .setId(transcriptId)
            .setText(say.text())
            .setSpeaker(details.seat())
            .setLocale(details.locale())
            .setSession(details.session().isEmpty() ? id : details.session())
            .setSpokenAtMs(System.currentTimeMillis() - details.age().toMillis())
            .addAllAlternatives(details.alternatives());
    details.confidence().ifPresent(transcript::setConfidence);
    return transcript.build();
  }

  private static String json(Transcript transcript) {
    try {
      return JsonFormat.printer().print(transcript);
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("a transcript has a JSON form", impossible);
    }
  }

  private Result result(Verdict verdict, String message) {
    List<Utterance> utterances =
        said.entrySet().stream()
            .map(each -> Utterance.of(each.getKey(), each.getValue(), seen))
            .toList();
    return new Result(
        scenario,
        round,
        bench.name(),
        verdict,
        message,
        started,
        Duration.ofNanos(System.nanoTime() - origin),
        origin,
        results,
        seen,
        utterances);
  }
}
