package io.voxbus.hil.chaos;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.canbridge.PlainPresence;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Says sentences at an even pace, each again under its id until it is answered. */
final class Speaker {
  private static final List<String> SENTENCES =
      List.of(
          "set the temperature to 21 degrees",
          "turn on the seat heating",
          "open the trunk",
          "unlock the doors",
          "turn the volume up",
          "open my window",
          "turn on the ambient light and mute the radio",
          "recall seat memory one",
          "switch the fog lights on",
          "what a lovely day",
          "fold the mirrors",
          "fan speed four");

  /** What no car may do that has long been driving. */
  private static final Set<String> FORBIDDEN_WHILE_DRIVING =
      Set.of("open the trunk", "unlock the doors", "recall seat memory one", "fold the mirrors");

  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int LOOK_EVERY_MS = 500;

  private final Vertx vertx;
  private final Context context;
  private final Topics topics;
  private final BrokerConnection connection;
  private final Random random = new Random(1);
  private final Map<String, Waiting> unanswered = new HashMap<>();
  private final Map<String, String> forbidden = new ConcurrentHashMap<>();
  private final Map<String, List<Outcome>> outcomes = new ConcurrentHashMap<>();
  private int toSay;
  private final AtomicInteger said = new AtomicInteger();
  private volatile boolean talking;
  private volatile boolean done;

  /** A transcript without an answer, and when it was said last, by {@link System#nanoTime}. */
  private record Waiting(Transcript transcript, long saidNanos) {}

  private Speaker(Vertx vertx, BrokerAddress broker, Topics topics) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.topics = topics;
    String presence = topics.prefix() + "/" + topics.vehicle() + "/speaker";
    this.connection =
        new BrokerConnection(
            vertx,
            new BrokerSettings(
                broker,
                "voxbus-speaker",
                List.of(topics.response(), presence),
                Duration.ofSeconds(30),
                BrokerTimings.STANDARD),
            PlainPresence.on(presence),
            new Random());
  }

  static Future<Speaker> connect(Vertx vertx, BrokerAddress broker, Topics topics) {
    Speaker speaker = new Speaker(vertx, broker, topics);
    Promise<Speaker> connected = Promise.promise();
    speaker.context.runOnContext(
        here -> speaker.connection.start(speaker::hear).map(speaker).onComplete(connected));
    return connected.future();
  }

  /** Begins to say so many sentences, so many a second. */
  void begin(int number, int perSecond) {
    context.runOnContext(
        here -> {
          toSay = number;
          talking = true;
          vertx.setPeriodic(1000 / perSecond, due -> sayNext());
          vertx.setPeriodic(LOOK_EVERY_MS, due -> repeat());
        });
  }

  /** Whether it has something to say that it has not said yet. */
  boolean isTalking() {
    return talking;
  }

  /** Whether all was said and answered. */
  boolean isDone() {
    return done;
  }

  /** What was answered to each transcript, in order. */
  Map<String, List<Outcome>> outcomes() {
    return Map.copyOf(outcomes);
  }

  /** Whether a transcript asks for something that is forbidden while the car drives. */
  boolean saidForbidden(String transcriptId) {
    return forbidden.containsKey(transcriptId);
  }

  String progress() {
    return "%d said, %d answered".formatted(said.get(), outcomes.size());
  }

  /** Goes; completes when the connection is closed. */
  Future<Void> leave() {
    Promise<Void> left = Promise.promise();
    context.runOnContext(here -> connection.stop().onComplete(left));
    return left.future();
  }

  private void sayNext() {
    if (toSay == 0) {
      talking = false;
      done = unanswered.isEmpty();
      return;
    }
    toSay--;
    Transcript transcript =
        Transcript.newBuilder()
            .setId("c%06d".formatted(said.incrementAndGet()))
            .setText(SENTENCES.get(random.nextInt(SENTENCES.size())))
            .setSpeaker(Seat.SEAT_DRIVER)
            .setSpokenAtMs(System.currentTimeMillis())
            .build();
    if (FORBIDDEN_WHILE_DRIVING.contains(transcript.getText())) {
      forbidden.put(transcript.getId(), transcript.getText());
    }
    publish(transcript);
  }

  private void repeat() {
    long now = System.nanoTime();
    new ArrayList<>(unanswered.values())
        .stream()
            .filter(waiting -> now - waiting.saidNanos() > PATIENCE.toNanos())
            .map(Waiting::transcript)
            .forEach(this::publish);
  }

  private void publish(Transcript transcript) {
    unanswered.put(transcript.getId(), new Waiting(transcript, System.nanoTime()));
    connection.publish(
        new OutboundMessage(topics.transcript(), Buffer.buffer(transcript.toByteArray()), false),
        PATIENCE);
  }

  private void hear(InboundMessage message) {
    message.acknowledge();
    try {
      CommandResponse response = CommandResponse.parseFrom(message.payload().getBytes());
      if (response.getOutcome() != Outcome.OUTCOME_BUSY) {
        unanswered.remove(response.getTranscriptId());
        outcomes
            .computeIfAbsent(response.getTranscriptId(), id -> new ArrayList<>())
            .add(response.getOutcome());
      }
    } catch (InvalidProtocolBufferException presence) {
      return;
    }
  }
}
