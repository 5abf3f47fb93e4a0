package io.voxbus.hil.vcan;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.canbridge.PlainPresence;
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
import java.util.List;
import java.util.Random;

/** Plays the recogniser. */
final class Spoken {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Context context;
  private final String topics;
  private final BrokerConnection connection;
  private volatile CommandResponse response = CommandResponse.getDefaultInstance();

  private Spoken(Vertx vertx, BrokerAddress broker, String topics) {
    this.context = vertx.getOrCreateContext();
    this.topics = topics;
    String presence = topics + "/spoken";
    this.connection =
        new BrokerConnection(
            vertx,
            new BrokerSettings(
                broker,
                topics.replace('/', '-') + "-spoken",
                List.of(topics + "/response", presence),
                PATIENCE,
                BrokerTimings.STANDARD),
            PlainPresence.on(presence),
            new Random());
  }

  static Spoken connect(Vertx vertx, BrokerAddress broker, String topics) {
    Promise<Spoken> connected = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            here -> {
              Spoken spoken = new Spoken(vertx, broker, topics);
              spoken.connection.start(spoken::hear).map(spoken).onComplete(connected);
            });
    return connected.future().await();
  }

  /** Says something from the driver's seat. */
  void say(String text) {
    Transcript transcript =
        Transcript.newBuilder()
            .setId("trial-1")
            .setText(text)
            .setSpeaker(Seat.SEAT_DRIVER)
            .setSpokenAtMs(System.currentTimeMillis())
            .build();
    context.runOnContext(
        here ->
            connection.publish(
                new OutboundMessage(
                    topics + "/transcript", Buffer.buffer(transcript.toByteArray()), false),
                PATIENCE));
  }

  /** Whether the service said that it is done. */
  boolean answered() {
    return response.getOutcome() == Outcome.OUTCOME_DONE;
  }

  /** What it said. */
  String answer() {
    return response.getOutcome() + ", " + response.getSay();
  }

  private void hear(InboundMessage message) {
    try {
      CommandResponse heard = CommandResponse.parseFrom(message.payload().getBytes());
      if (heard.getOutcome() != Outcome.OUTCOME_UNSPECIFIED) {
        response = heard;
      }
    } catch (InvalidProtocolBufferException presence) {
      // Its own presence comes by the same connection.
    }
    message.acknowledge();
  }
}
