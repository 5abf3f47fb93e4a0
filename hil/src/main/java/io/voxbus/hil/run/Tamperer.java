package io.voxbus.hil.run;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.canbridge.BridgeSettings;
import io.voxbus.canbridge.PlainPresence;
import io.voxbus.hil.scenario.Fault;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.BrokerSettings;
import io.voxbus.module.bridge.BrokerTimings;
import io.voxbus.module.bridge.InboundMessage;
import io.voxbus.module.bridge.OutboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between service and bridge: passes acks on as they are, and commands late, twice or not at
 * all.
 */
final class Tamperer {
  private static final Logger log = LoggerFactory.getLogger(Tamperer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Context context;
  private final BridgeSettings before;
  private final BridgeSettings behind;
  private final BrokerConnection connection;
  private volatile Fault fault = Fault.COMMANDS_CLEAN;
  private volatile Duration delay = Duration.ZERO;

  /**
   * A client that is not connected yet.
   *
   * @param before the topics that the service knows
   * @param behind those on which the bridge is
   */
  Tamperer(Vertx vertx, BrokerAddress broker, BridgeSettings before, BridgeSettings behind) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.before = before;
    this.behind = behind;
    String presence = before.topics() + "/tamperer";
    BrokerSettings settings =
        new BrokerSettings(
            broker,
            before.topics().replace('/', '-') + "-tamperer",
            List.of(before.commandTopic(), behind.ackTopic(), presence),
            PATIENCE,
            BrokerTimings.STANDARD);
    this.connection =
        new BrokerConnection(vertx, settings, PlainPresence.on(presence), new Random());
  }

  Future<Void> connect() {
    Promise<Void> connected = Promise.promise();
    context.runOnContext(here -> connection.start(this::pass).onComplete(connected));
    return connected.future();
  }

  void become(Fault other, Duration by) {
    fault = other;
    delay = by;
  }

  Future<Void> leave() {
    Promise<Void> left = Promise.promise();
    context.runOnContext(here -> connection.stop().onComplete(left));
    return left.future();
  }

  private void pass(InboundMessage message) {
    message.acknowledge();
    if (message.topic().equals(behind.ackTopic())) {
      publish(before.ackTopic(), message.payload());
    } else {
      command(message.payload());
    }
  }

  private void command(Buffer payload) {
    switch (fault) {
      case COMMANDS_DROPPED -> log.debug("a command is dropped");
      case COMMANDS_DELAYED ->
          vertx.setTimer(
              Math.max(1, delay.toMillis()), due -> publish(behind.commandTopic(), payload));
      case COMMANDS_DUPLICATED -> {
        publish(behind.commandTopic(), payload);
        publish(behind.commandTopic(), payload);
      }
      default -> publish(behind.commandTopic(), payload);
    }
  }

  private void publish(String topic, Buffer payload) {
    connection
        .publish(new OutboundMessage(topic, payload, false), PATIENCE)
        .onFailure(lost -> log.warn("a message was not passed on: {}", lost.getMessage()));
  }
}
