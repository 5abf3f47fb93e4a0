package io.voxbus.bench.junit;

import static io.voxbus.bench.junit.Expected.frame;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.voxbus.hil.scenario.Fault;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.AssertionFailedError;

class BenchExtensionTest {
  @Test
  void whatIsNotAsExpectedFailsTheTestWithWhatWasSeenAndTheNextOneBeginsAnew() {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(Wrong.class))
            .execute()
            .testEvents();
    tests.assertStatistics(counts -> counts.started(2).succeeded(1).failed(1));
    tests
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("first"),
                finishedWithFailure(
                    instanceOf(AssertionFailedError.class),
                    message(text -> text.contains("but Trunk was 1 OPEN")))));
  }

  /** Run by the test above alone. */
  @OnBench
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Wrong {
    @Test
    @Order(1)
    void first(Car car) {
      car.inject(Fault.BRIDGE_SILENT);
      car.say("open the trunk");
      car.expectWithin(
          Duration.ofSeconds(8), frame("ClosureRequest").with("Trunk", "CLOSE"));
    }

    @Test
    @Order(2)
    void second(Car car) {
      car.say("open the trunk");
      car.expect(Expected.call("control_trunk").that(io.voxbus.proto.v1.CallState.CALL_TRANSMITTED));
    }
  }
}
