package io.voxbus.bench.junit;

import static io.voxbus.bench.junit.Expected.call;
import static io.voxbus.bench.junit.Expected.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.voxbus.hil.scenario.Fault;
import io.voxbus.proto.v1.CallState;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.opentest4j.AssertionFailedError;

class BenchExtensionTest {
  @Test
  void whatIsNotAsExpectedFailsTheTestWithWhatWasSeenAndTheNextOneBeginsAnew() {
    TestExecutionSummary summary = run(Wrong.class);
    assertEquals(2, summary.getTestsStartedCount());
    assertEquals(1, summary.getTestsFailedCount());
    TestExecutionSummary.Failure failure = summary.getFailures().get(0);
    assertEquals("first(Car)", failure.getTestIdentifier().getDisplayName());
    Throwable thrown = assertInstanceOf(AssertionFailedError.class, failure.getException());
    assertTrue(thrown.getMessage().contains("but Trunk was 1 OPEN"), thrown.getMessage());
  }

  private static TestExecutionSummary run(Class<?> tests) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
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
      car.expectWithin(Duration.ofSeconds(8), frame("ClosureRequest").with("Trunk", "CLOSE"));
    }

    @Test
    @Order(2)
    void second(Car car) {
      car.say("open the trunk");
      car.expect(call("control_trunk").that(CallState.CALL_TRANSMITTED));
    }
  }
}
