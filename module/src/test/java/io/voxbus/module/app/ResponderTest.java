package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.BrokerSettings;
import io.voxbus.module.bridge.BrokerTimings;
import io.voxbus.module.bridge.Presence;
import io.voxbus.module.observe.ServiceMetrics;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A responder whose broker is away. */
class ResponderTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong nanoTime = new AtomicLong();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger(Responder.class);
  private final Responder responder =
      new Responder(
          away(),
          new Topics("voxbus", "car"),
          new ServiceMetrics(OptionalLong::empty),
          nanoTime::get);

  private BrokerConnection away() {
    BrokerSettings settings =
        new BrokerSettings(
            new BrokerAddress("127.0.0.1", 1),
            "me",
            List.of("in"),
            Duration.ofSeconds(10),
            BrokerTimings.STANDARD);
    Presence presence = new Presence("status", Buffer::buffer, Buffer::buffer, Buffer::buffer);
    return new BrokerConnection(vertx, settings, presence, new Random(1));
  }

  @BeforeEach
  void listen() {
    logged.start();
    log.setLevel(Level.INFO);
    log.addAppender(logged);
  }

  @AfterEach
  void close() throws Exception {
    log.detachAppender(logged);
    log.setLevel(null);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void aFloodOfRefusalsDoesNotFloodTheLog() {
    refuse(1000);
    assertEquals(List.of(10L, 1L), List.of(lines(Level.INFO), lines(Level.WARN)));
    nanoTime.addAndGet(1_000_000_000L);
    refuse(1000);
    assertEquals(List.of(20L, 2L), List.of(lines(Level.INFO), lines(Level.WARN)));
  }

  @Test
  void everyOtherAnswerHasItsLine() {
    for (int i = 0; i < 100; i++) {
      responder.respond(CommandResponse.getDefaultInstance());
    }
    assertEquals(100, lines(Level.INFO));
  }

  private void refuse(int times) {
    for (int i = 0; i < times; i++) {
      responder.refuse(CommandResponse.newBuilder().setOutcome(Outcome.OUTCOME_MALFORMED).build());
    }
  }

  private long lines(Level level) {
    return logged.list.stream().filter(event -> event.getLevel().equals(level)).count();
  }
}
