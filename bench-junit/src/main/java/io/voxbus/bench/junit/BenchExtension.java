package io.voxbus.bench.junit;

import io.voxbus.hil.bench.Target;
import io.voxbus.hil.run.Bench;
import io.voxbus.hil.run.DeviceFiles;
import io.voxbus.hil.run.LiveRun;
import io.voxbus.module.app.Home;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a {@link Car} on a bench that is well, and leaves the bench as it was. */
final class BenchExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace HERE = Namespace.create(BenchExtension.class);
  private static final String RUN = "run";
  private static final String ID = "junit-%08x-".formatted(ThreadLocalRandom.current().nextInt());
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** What is asked for; classes that ask for the same share a bench. */
  private record Wanted(String target, String board) {}

  @Override
  public void beforeEach(ExtensionContext context) {
    LiveRun run = new LiveRun(bench(context), ID + COUNT.incrementAndGet() + "-");
    refuse("before the test: ", run.illness());
    context.getStore(HERE).put(RUN, run);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    LiveRun run = context.getStore(HERE).get(RUN, LiveRun.class);
    if (run != null) {
      refuse("after the test: ", run.restore());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Car.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return new Car(context.getStore(HERE).get(RUN, LiveRun.class));
  }

  /** Closed by JUnit when all tests are over. */
  private static Bench bench(ExtensionContext context) {
    OnBench asked = context.getRequiredTestClass().getAnnotation(OnBench.class);
    Wanted wanted =
        new Wanted(System.getProperty(OnBench.TARGET_PROPERTY, asked.target()), asked.board());
    return context
        .getRoot()
        .getStore(HERE)
        .getOrComputeIfAbsent(wanted, BenchExtension::begin, Bench.class);
  }

  private static Bench begin(Wanted wanted) {
    Path board =
        wanted.board().isEmpty()
            ? Home.folder().resolve("board-configs/virtual")
            : Path.of(wanted.board());
    return Target.parse(wanted.target())
        .benches(1, new DeviceFiles(board, board, Home.model()))
        .findFirst()
        .orElseThrow()
        .get();
  }

  private static void refuse(String when, Optional<String> illness) {
    illness.ifPresent(
        what -> {
          throw new IllegalStateException(when + what);
        });
  }
}
