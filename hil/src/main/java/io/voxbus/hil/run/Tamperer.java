package io.voxbus.hil.run;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.hil.bridge.BridgeSettings;
import io.voxbus.hil.broker.PlainPresence;
import io.voxbus.hil.scenario.Fault;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.BrokerSettings;
import io.voxbus.module.bridge.BrokerTimings;
import io.voxbus.module.bridge.InboundMessage;
import io.voxbus.module.bridge.OutboundMessage;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.E2eProfile1;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands between service and bridge: passes acks on as they are, and commands as it likes. */
final class Tamperer {
  private static final Logger log = LoggerFactory.getLogger(Tamperer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ALL_BITS = 0b1111_1111;

  private final Vertx vertx;
  private final Context context;
  private final BridgeSettings before;
  private final BridgeSettings behind;
  private final BoardMapping mapping;
  private final BrokerConnection connection;
  private volatile Fault fault = Fault.COMMANDS_CLEAN;
  private volatile Duration delay = Duration.ZERO;

  /**
   * A client that is not connected yet.
   *
   * @param before the topics that the service knows
   * @param behind those on which the bridge is
   */
  Tamperer(
      Vertx vertx,
      BrokerAddress broker,
      BridgeSettings before,
      BridgeSettings behind,
      BoardMapping mapping) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.before = before;
    this.behind = behind;
    this.mapping = mapping;
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
      default -> publish(behind.commandTopic(), altered(payload));
    }
  }

  private Buffer altered(Buffer payload) {
    try {
      CanBridgeCommand.Builder command = CanBridgeCommand.parseFrom(payload.getBytes()).toBuilder();
      command.getFramesBuilderList().forEach(this::alter);
      return Buffer.buffer(command.build().toByteArray());
    } catch (InvalidProtocolBufferException notOurs) {
      return payload;
    }
  }

  private void alter(Frame.Builder frame) {
    byte[] data = frame.getData().toByteArray();
    Optional<E2eProfile1> protection = protection(frame);
    switch (fault) {
      case COMMANDS_CORRUPTED -> invert(data);
      case COMMANDS_WITH_WRONG_CHECKSUM ->
          protection.ifPresent(
              e2e -> e2e.checksum().write(data, e2e.checksum().read(data) ^ ALL_BITS));
      case COMMANDS_WITH_FROZEN_COUNTER -> protection.ifPresent(e2e -> e2e.protect(data, 0));
      default -> log.debug("a command is passed on as it is");
    }
    frame.setData(ByteString.copyFrom(data));
  }

  private static void invert(byte[] data) {
    for (int i = 0; i < data.length; i++) {
      data[i] ^= (byte) ALL_BITS;
    }
  }

  private Optional<E2eProfile1> protection(Frame.Builder frame) {
    return mapping
        .dbc()
        .message(frame.getCanId(), frame.getExtended())
        .map(DbcMessage::name)
        .flatMap(name -> Optional.ofNullable(mapping.protections().get(name)));
  }

  private void publish(String topic, Buffer payload) {
    connection
        .publish(new OutboundMessage(topic, payload, false), PATIENCE)
        .onFailure(lost -> log.warn("a message was not passed on: {}", lost.getMessage()));
  }
}
