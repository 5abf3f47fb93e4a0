package io.voxbus.hil.tape;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.canbridge.PlainPresence;
import io.voxbus.module.app.Topics;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.BrokerSettings;
import io.voxbus.module.bridge.BrokerTimings;
import io.voxbus.module.bridge.InboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Hears transcripts, states, commands, acks and answers of one vehicle, and writes them down. */
public final class Recorder {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Context context;
  private final String first;
  private final String presence;
  private final BrokerConnection connection;
  private final TapeWriter tape;

  private Recorder(Vertx vertx, BrokerAddress broker, Topics topics, TapeWriter tape) {
    this.context = vertx.getOrCreateContext();
    this.tape = tape;
    this.first = topics.prefix() + "/" + topics.vehicle() + "/";
    this.presence = first + "recorder";
    this.connection =
        new BrokerConnection(
            vertx,
            new BrokerSettings(
                broker,
                presence.replace('/', '-'),
                List.of(
                    topics.transcript(),
                    topics.transcriptJson(),
                    topics.vehicleState(),
                    topics.vehicleStateJson(),
                    topics.command(),
                    topics.ack(),
                    topics.response(),
                    presence),
                PATIENCE,
                BrokerTimings.STANDARD),
            PlainPresence.on(presence),
            new Random());
  }

  /** Connects, and goes on trying; completes when it hears. */
  public static Future<Recorder> start(
      Vertx vertx, BrokerAddress broker, Topics topics, TapeWriter tape) {
    Recorder recorder = new Recorder(vertx, broker, topics, tape);
    Promise<Recorder> started = Promise.promise();
    recorder.context.runOnContext(
        here -> recorder.connection.start(recorder::hear).map(recorder).onComplete(started));
    return started.future();
  }

  /** Goes; completes when the connection is closed. */
  public Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(here -> connection.stop().onComplete(stopped));
    return stopped.future();
  }

  private void hear(InboundMessage message) {
    message.acknowledge();
    if (!message.topic().equals(presence)) {
      tape.message(message.topic().substring(first.length()), message.payload().getBytes());
    }
  }
}
