package io.voxbus.hil.demo;

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
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Seat;
import io.voxbus.proto.v1.Transcript;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays microphone and recogniser: publishes what is said as transcripts, and hears what becomes of
 * them.
 */
final class Driver {
  private static final Logger log = LoggerFactory.getLogger(Driver.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Context context;
  private final Topics topics;
  private final BrokerConnection connection;
  private final Map<String, Promise<CommandResponse>> waiting = new HashMap<>();
  private final Map<String, CanBridgeCommand> commands = new HashMap<>();
  private int said;

  /**
   * A response.
   *
   * @param commands the commands that it names, by id
   * @param took from the transcript's publication to the response's arrival
   */
  record Answer(CommandResponse response, Map<String, CanBridgeCommand> commands, Duration took) {}

  private Driver(Vertx vertx, BrokerAddress broker, Topics topics) {
    this.context = vertx.getOrCreateContext();
    this.topics = topics;
    this.connection = connection(vertx, broker, topics);
  }

  /** Connects; completes when responses are heard. */
  static Future<Driver> connect(Vertx vertx, BrokerAddress broker, Topics topics) {
    Promise<Driver> connected = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            here -> {
              Driver driver = new Driver(vertx, broker, topics);
              driver.connection.start(driver::hear).map(driver).onComplete(connected);
            });
    return connected.future();
  }

  /**
   * Says something.
   *
   * @return completes with the service's response; fails when there is none in time
   */
  Future<Answer> say(String text, Seat seat) {
    Promise<Answer> answered = Promise.promise();
    context.runOnContext(here -> publish(text, seat).onComplete(answered));
    return answered.future();
  }

  /** Goes; completes when the connection is closed. */
  Future<Void> leave() {
    Promise<Void> left = Promise.promise();
    context.runOnContext(here -> connection.stop().onComplete(left));
    return left.future();
  }

  private Future<Answer> publish(String text, Seat seat) {
    String id = "demo-%04d".formatted(++said);
    Transcript transcript =
        Transcript.newBuilder()
            .setId(id)
            .setText(text)
            .setSpeaker(seat)
            .setSpokenAtMs(System.currentTimeMillis())
            .build();
    Promise<CommandResponse> response = Promise.promise();
    waiting.put(id, response);
    long begun = System.nanoTime();
    connection
        .publish(
            new OutboundMessage(
                topics.transcript(), Buffer.buffer(transcript.toByteArray()), false),
            PATIENCE)
        .onFailure(response::tryFail);
    return response
        .future()
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .map(heard -> answer(heard, Duration.ofNanos(System.nanoTime() - begun)));
  }

  /**
   * The broker delivers a command before the response that names it: both come from the service.
   */
  private Answer answer(CommandResponse response, Duration took) {
    Map<String, CanBridgeCommand> named = Map.copyOf(commands);
    commands.clear();
    return new Answer(response, named, took);
  }

  private void hear(InboundMessage message) {
    message.acknowledge();
    byte[] payload = message.payload().getBytes();
    try {
      if (message.topic().equals(topics.command())) {
        hear(CanBridgeCommand.parseFrom(payload));
      } else {
        hear(CommandResponse.parseFrom(payload));
      }
    } catch (InvalidProtocolBufferException rubbish) {
      log.warn("heard what is no {}: {}", message.topic(), rubbish.getMessage());
    }
  }

  private void hear(CanBridgeCommand command) {
    commands.put(command.getId(), command);
  }

  private void hear(CommandResponse response) {
    Promise<CommandResponse> asked = waiting.remove(response.getTranscriptId());
    if (asked != null) {
      asked.tryComplete(response);
    }
  }

  private static BrokerConnection connection(Vertx vertx, BrokerAddress broker, Topics topics) {
    String presence = topics.prefix() + "/" + topics.vehicle() + "/driver";
    BrokerSettings settings =
        new BrokerSettings(
            broker,
            "voxbus-driver",
            List.of(topics.command(), topics.response(), presence),
            PATIENCE,
            BrokerTimings.STANDARD);
    return new BrokerConnection(vertx, settings, PlainPresence.on(presence), new Random());
  }
}
