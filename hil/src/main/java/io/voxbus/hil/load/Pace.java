package io.voxbus.hil.load;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.canbridge.PlainPresence;
import io.voxbus.module.app.Latencies;
import io.voxbus.module.app.Topics;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.BrokerSettings;
import io.voxbus.module.bridge.BrokerTimings;
import io.voxbus.module.bridge.InboundMessage;
import io.voxbus.module.bridge.OutboundMessage;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Seat;
import io.voxbus.proto.v1.Transcript;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Says sentences at an even pace, whether they are answered or not, and measures how long each
 * answer took from the moment at which its sentence was due: a sender that is late itself does not
 * make the service look faster.
 */
final class Pace {
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
  private static final int TICK_MS = 5;

  private final Vertx vertx;
  private final Context context;
  private final Topics topics;
  private final BrokerConnection connection;
  private final Map<String, Long> due = new HashMap<>();
  private Measured current = new Measured();
  private int said;

  /** What was measured in one stretch of time. */
  static final class Measured {
    private final Latencies commands = new Latencies();
    private final Latencies answers = new Latencies();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private int said;

    /** From due to answered, of all that were worked on, without the time that the bridge had. */
    Latencies commands() {
      return commands;
    }

    /** From due to answered, of all that were worked on. */
    Latencies answers() {
      return answers;
    }

    /** How many sentences were said. */
    int said() {
      return said;
    }

    /** How many of them were answered, in whichever way. */
    int answered() {
      return outcomes.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  private Pace(Vertx vertx, BrokerAddress broker, Topics topics) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.topics = topics;
    String presence = topics.prefix() + "/" + topics.vehicle() + "/speaker";
    this.connection =
        new BrokerConnection(
            vertx,
            new BrokerSettings(
                broker,
                "voxbus-load",
                List.of(topics.response(), presence),
                PATIENCE,
                BrokerTimings.STANDARD),
            PlainPresence.on(presence),
            new Random());
  }

  /** Connects; completes when responses are heard. */
  static Future<Pace> connect(Vertx vertx, BrokerAddress broker, Topics topics) {
    Pace pace = new Pace(vertx, broker, topics);
    Promise<Pace> connected = Promise.promise();
    pace.context.runOnContext(
        here -> pace.connection.start(pace::hear).map(pace).onComplete(connected));
    return connected.future();
  }

  /**
   * Says so many sentences a second for some time, and waits until all are answered, or for half a
   * minute at most.
   */
  Future<Measured> hold(int perSecond, Duration time) {
    Promise<Measured> measured = Promise.promise();
    context.runOnContext(here -> begin(perSecond, time, measured));
    return measured.future();
  }

  /** Goes; completes when the connection is closed. */
  Future<Void> leave() {
    Promise<Void> left = Promise.promise();
    context.runOnContext(here -> connection.stop().onComplete(left));
    return left.future();
  }

  private void begin(int perSecond, Duration time, Promise<Measured> measured) {
    Measured begun = new Measured();
    current = begun;
    due.clear();
    long start = System.nanoTime();
    double interval = 1e9 / perSecond;
    int all = (int) (perSecond * time.toSeconds());
    vertx.setPeriodic(
        TICK_MS,
        timer -> {
          long now = System.nanoTime();
          while (begun.said < all && start + (long) (begun.said * interval) <= now) {
            say(start + (long) (begun.said * interval));
          }
          boolean patient = now - start < time.plus(PATIENCE).toNanos();
          if (begun.said == all && (due.isEmpty() || !patient)) {
            vertx.cancelTimer(timer);
            measured.complete(begun);
          }
        });
  }

  private void say(long dueNanos) {
    current.said++;
    said++;
    String id = "load-%08d".formatted(said);
    Transcript transcript =
        Transcript.newBuilder()
            .setId(id)
            .setText(SENTENCES.get(said % SENTENCES.size()))
            .setSpeaker(Seat.SEAT_DRIVER)
            .setSpokenAtMs(System.currentTimeMillis())
            .build();
    due.put(id, dueNanos);
    connection.publish(
        new OutboundMessage(topics.transcript(), Buffer.buffer(transcript.toByteArray()), false),
        PATIENCE);
  }

  private void hear(InboundMessage message) {
    message.acknowledge();
    if (message.topic().equals(topics.response())) {
      heard(response(message));
    }
  }

  private void heard(CommandResponse response) {
    Long since = due.remove(response.getTranscriptId());
    if (since == null) {
      return;
    }
    current.outcomes.merge(response.getOutcome(), 1, Integer::sum);
    if (response.getOutcome() != Outcome.OUTCOME_BUSY) {
      long nanos = System.nanoTime() - since;
      current.answers.add(nanos);
      current.commands.add(
          nanos - TimeUnit.MICROSECONDS.toNanos(response.getTimings().getBridgeUs()));
    }
  }

  private static CommandResponse response(InboundMessage message) {
    try {
      return CommandResponse.parseFrom(message.payload().getBytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the service writes responses that can be read", e);
    }
  }
}
