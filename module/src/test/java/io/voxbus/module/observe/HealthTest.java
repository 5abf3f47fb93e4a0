package io.voxbus.module.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HealthTest {
  private static final Load WELL = new Load(true, false, 0, 0, 0);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void whoAsksDuringACheckUpGetsWhatItFinds() throws Exception {
    Health health = new Health(vertx, Duration.ofSeconds(20));
    Promise<Load> answer = Promise.promise();
    health.watch(
        new Probes(
            () -> {
              asked.incrementAndGet();
              return answer.future();
            },
            Future::succeededFuture));
    Future<CheckUp> first = health.checkUp();
    assertSame(first, health.checkUp());
    assertEquals(1, asked.get());
    answer.complete(WELL);
    first.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertNotSame(first, health.checkUp());
    assertEquals(2, asked.get());
  }
}
