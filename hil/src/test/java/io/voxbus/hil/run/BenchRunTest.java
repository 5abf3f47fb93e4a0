package io.voxbus.hil.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.voxbus.hil.scenario.Scenario;
import io.voxbus.hil.scenario.ScenarioReader;
import io.voxbus.proto.v1.Argument;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BenchRunTest {
  @TempDir private Path folder;

  @Test
  void aScenarioPassesWhenItsExpectationsAreMetInTime() throws Exception {
    Result result =
        one(
            BenchRunTest::answer,
            """
            - say: louder
            - expect: {command: {function: set_volume}}
            - expect: {in_order: [{command: {function: set_volume}}, {response: {outcome: done}}]}
            - expect: {call: {function: set_volume, arguments: {level: 30}, state: transmitted}}
            """);
    assertEquals("", result.message());
    assertEquals(Verdict.PASSED, result.verdict());
    assertEquals(1, result.utterances().size());
    assertTrue(result.utterances().get(0).micros().containsKey(Stage.TO_COMMAND));
  }

  @Test
  void whatIsNotSeenFailsWithLineExpectationAndWhatWasSeen() throws Exception {
    Result result =
        one(
            BenchRunTest::answer,
            "- say: louder\n- {expect: {command: {function: set_mute}}, within: 20 ms}\n");
    assertEquals(Verdict.FAILED, result.verdict());
    assertTrue(result.message().contains("0.yaml:4, step 2"), result.message());
    assertTrue(
        result.message().contains("expect command set_mute() within 20 ms, but it was set_volume"),
        result.message());
  }

  @Test
  void whatComesTooLateDoesNotCount() throws Exception {
    Result result =
        one(
            (heard, bench) -> Vertx.vertx().setTimer(200, late -> answer(heard, bench)),
            "- say: louder\n- {expect: {response: {}}, within: 50 ms}\n- {say: x, plus: 400 ms}\n");
    assertEquals(Verdict.FAILED, result.verdict());
    assertTrue(result.message().contains("nothing was seen"), result.message());
  }

  @Test
  void moreThanExactlyAskedForFails() throws Exception {
    Result result =
        one(
            (heard, bench) -> {
              answer(heard, bench);
              answer(heard, bench);
            },
            "- say: louder\n- {expect: {response: {}}, exactly: 1, within: 50 ms}\n");
    assertEquals(Verdict.FAILED, result.verdict());
    assertTrue(result.message().contains("there were 2"), result.message());
  }

  @Test
  void aCommandWhereNoneIsExpectedFails() throws Exception {
    assertEquals(
        Verdict.FAILED,
        one(
                (heard, bench) -> Vertx.vertx().setTimer(20, late -> answer(heard, bench)),
                "- say: louder\n- expect_none_for: 300 ms\n")
            .verdict());
    assertEquals(
        Verdict.FAILED, one(BenchRunTest::answer, "- say: louder\n- expect: nothing\n").verdict());
  }

  @Test
  void nothingIsMetByAnAnswerThatSaysSo() throws Exception {
    assertEquals(
        Verdict.PASSED,
        one(
                (heard, bench) -> bench.see(response(heard, Outcome.OUTCOME_NOTHING_TO_DO)),
                "- say: louder\n- expect: nothing\n- expect_none_for: 10 ms\n")
            .verdict());
  }

  @Test
  void whatBelongsToAnotherTranscriptIsNotSeen() throws Exception {
    Transcript other = Transcript.newBuilder().setId("another").build();
    assertEquals(
        Verdict.FAILED,
        one(
                (heard, bench) -> answer(other, bench),
                "- say: louder\n- {expect: {response: {}}, within: 20 ms}\n")
            .verdict());
  }

  @Test
  void timesDoNotAddUp() throws Exception {
    Result result =
        one(
            BenchRunTest::deaf,
            """
            - {say: a, at: 50 ms}
            - {say: b, at: 100 ms}
            - {expect_none_for: 150 ms, at: 0 ms}
            - {say: c, at: 150 ms}
            """);
    for (StepResult step : result.steps()) {
      assertTrue(step.actual() >= step.intended(), step::toString);
    }
    List<Long> intended = result.steps().stream().map(StepResult::intended).sorted().toList();
    assertEquals(
        List.of(0L, 50L, 100L, 150L),
        intended.stream().map(nanos -> (nanos - intended.get(0)) / 1_000_000).toList());
  }

  @Test
  void anIllBenchIsAnErrorAndReplaced() throws Exception {
    List<FakeBench> benches = new ArrayList<>();
    Supplier<Bench> maker =
        () -> {
          FakeBench bench =
              new FakeBench(
                  (heard, here) -> {
                    if (heard.getText().equals("poison")) {
                      throw new IllegalStateException("broken");
                    }
                  });
          benches.add(bench);
          return bench;
        };
    Scenario poison = scenario("poison", "- send: transcript\n  hex: \"FF\"\n");
    List<Result> results =
        run(List.of(poison, scenario("well", "- say: hi\n")), 1, Optional.empty(), false, maker);
    assertEquals(Verdict.ERROR, results.get(0).verdict());
    assertEquals(Verdict.PASSED, results.get(1).verdict());
    assertEquals(2, benches.size());
  }

  @Test
  void tearDownIsTakenAndTheBenchRestoredAfterAFailure() throws Exception {
    FakeBench bench = new FakeBench(BenchRunTest::deaf);
    Scenario scenario =
        scenario(
            "failing",
            "- say: hi\n- {expect: {response: {}}, within: 1 ms}\ntear_down:\n- inject: {bridge: honest}\n");
    List<Result> results = run(List.of(scenario), 1, Optional.empty(), false, () -> bench);
    assertEquals(Verdict.FAILED, results.get(0).verdict());
    assertEquals(List.of("transcript", "BRIDGE_HONEST", "restore", "close"), bench.done);
  }

  @Test
  void aSetUpThatFailsIsAnError() throws Exception {
    Scenario scenario =
        scenario("a", "- say: hi\nset_up:\n- {expect: {response: {}}, within: 1 ms}\n");
    List<Result> results =
        run(List.of(scenario), 1, Optional.empty(), false, () -> new FakeBench(BenchRunTest::deaf));
    assertEquals(Verdict.ERROR, results.get(0).verdict());
    assertTrue(results.get(0).message().startsWith("set-up, "), results.get(0).message());
  }

  @Test
  void aFaultThatTheBenchDoesNotHaveSkipsTheScenario() throws Exception {
    Result result = one(BenchRunTest::deaf, "- inject: {bus: off}\n");
    assertEquals(Verdict.SKIPPED, result.verdict());
    assertEquals("this bench has no bus that can be off", result.message());
  }

  @Test
  void afterAFailureNothingMoreIsBegunWhereThatIsWanted() throws Exception {
    List<Scenario> scenarios =
        List.of(
            scenario("bad", "- {expect: {response: {}}, within: 1 ms}\n"),
            scenario("good", "- say: hi\n"));
    Supplier<Bench> bench = () -> new FakeBench(BenchRunTest::deaf);
    assertEquals(1, run(scenarios, 1, Optional.empty(), true, bench).size());
    assertEquals(2, run(scenarios, 1, Optional.empty(), false, bench).size());
  }

  @Test
  void aSeedGivesTheSameOtherOrderEachTimeAndEachRoundHasItsOwn() throws Exception {
    List<Scenario> scenarios = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      scenarios.add(scenario("s" + i, "- say: hi\n"));
    }
    List<String> once = order(scenarios, 7);
    assertEquals(once, order(scenarios, 7));
    assertNotEquals(once, order(scenarios, 8));
    assertNotEquals(once.subList(0, 20), once.subList(20, 40));
    assertEquals(Set.copyOf(once.subList(0, 20)), Set.copyOf(once.subList(20, 40)));
  }

  @Test
  void severalBenchesShareTheWork() throws Exception {
    List<Scenario> scenarios = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      scenarios.add(scenario("s" + i, "- say: hi\n- expect_none_for: 30 ms\n"));
    }
    FakeBench one = new FakeBench(BenchRunTest::deaf);
    FakeBench other = new FakeBench(BenchRunTest::deaf);
    BenchRun.Finished finished =
        BenchRun.run(
            new BenchRun.Plan(
                scenarios, 1, Optional.empty(), false, false, List.of(() -> one, () -> other)),
            result -> {});
    assertEquals(
        scenarios.stream().map(Scenario::name).toList(),
        finished.results().stream().map(result -> result.scenario().name()).toList());
    assertTrue(one.done.contains("transcript") && other.done.contains("transcript"));
    Duration all =
        finished.results().stream().map(Result::took).reduce(Duration.ZERO, Duration::plus);
    assertTrue(all.toMillis() >= 8 * 30);
  }

  @Test
  void aBenchThatCannotBeBegunEndsTheRun() {
    assertThrows(
        IllegalStateException.class,
        () ->
            run(
                List.of(scenario("a", "- say: hi\n")),
                1,
                Optional.empty(),
                false,
                () -> {
                  throw new IllegalStateException("no broker");
                }));
  }

  private List<String> order(List<Scenario> scenarios, long seed) throws InterruptedException {
    return run(scenarios, 2, Optional.of(seed), false, () -> new FakeBench(BenchRunTest::deaf))
        .stream()
        .map(result -> result.scenario().name())
        .collect(Collectors.toList());
  }

  private Result one(BiConsumer<Transcript, FakeBench> device, String steps) throws Exception {
    return run(
            List.of(scenario("0", steps)), 1, Optional.empty(), false, () -> new FakeBench(device))
        .get(0);
  }

  private Scenario scenario(String name, String steps) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(file, "scenario: " + name + "\nsteps:\n" + steps);
    return new ScenarioReader().readAll(List.of(file)).get(0);
  }

  private static List<Result> run(
      List<Scenario> scenarios,
      int rounds,
      Optional<Long> shuffle,
      boolean stop,
      Supplier<Bench> bench)
      throws InterruptedException {
    return BenchRun.run(
            new BenchRun.Plan(scenarios, rounds, shuffle, stop, false, List.of(bench)),
            result -> {})
        .results();
  }

  private static void answer(Transcript heard, FakeBench bench) {
    bench.see(
        new Seen.Commanded(
            CanBridgeCommand.newBuilder()
                .setId(heard.getId() + "/0")
                .setFunction("set_volume")
                .build()));
    bench.see(response(heard, Outcome.OUTCOME_DONE));
  }

  private static Seen.Answered response(Transcript heard, Outcome outcome) {
    CommandResponse.Builder response =
        CommandResponse.newBuilder().setTranscriptId(heard.getId()).setOutcome(outcome);
    if (outcome == Outcome.OUTCOME_DONE) {
      response.addResults(
          CallResult.newBuilder()
              .setFunction("set_volume")
              .setState(CallState.CALL_TRANSMITTED)
              .addArguments(Argument.newBuilder().setName("level").setNumber(30)));
    }
    return new Seen.Answered(response.build());
  }

  private static void deaf(Transcript heard, FakeBench bench) {
    // hears nothing, does nothing
  }
}
