package io.voxbus.hil.vcan;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Context;
import io.vertx.core.Future;
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
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Publishes commands as a service does, and hears the bridge's acks. */
final class TrialPeer {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Context context;
  private final String topics;
  private final BrokerConnection connection;
  private final Map<String, List<CanBridgeAck>> acks = new ConcurrentHashMap<>();

  private TrialPeer(Vertx vertx, BrokerAddress broker, String topics) {
    this.context = vertx.getOrCreateContext();
    this.topics = topics;
    String presence = topics + "/trial";
    this.connection =
        new BrokerConnection(
            vertx,
            new BrokerSettings(
                broker,
                topics.replace('/', '-') + "-trial",
                List.of(topics + "/can/ack", presence),
                PATIENCE,
                BrokerTimings.STANDARD),
            PlainPresence.on(presence),
            new Random());
  }

  /** Connects. */
  static TrialPeer connect(Vertx vertx, BrokerAddress broker, String topics) {
    Promise<TrialPeer> connected = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            here -> {
              TrialPeer peer = new TrialPeer(vertx, broker, topics);
              peer.connection.start(peer::hear).map(peer).onComplete(connected);
            });
    return connected.future().await();
  }

  /** Publishes commands, and waits until the broker has them all. */
  void publish(List<CanBridgeCommand> commands) {
    Future.all(commands.stream().map(this::publish).toList()).await();
  }

  /** What was said of a command so far. */
  List<CanBridgeAck> acks(String commandId) {
    return List.copyOf(acks.getOrDefault(commandId, List.of()));
  }

  private Future<Void> publish(CanBridgeCommand command) {
    Promise<Void> published = Promise.promise();
    Buffer payload = Buffer.buffer(command.toByteArray());
    context.runOnContext(
        here ->
            connection
                .publish(new OutboundMessage(topics + "/can/command", payload, false), PATIENCE)
                .<Void>mapEmpty()
                .onComplete(published));
    return published.future();
  }

  private void hear(InboundMessage message) {
    try {
      CanBridgeAck ack = CanBridgeAck.parseFrom(message.payload().getBytes());
      acks.computeIfAbsent(ack.getCommandId(), id -> new CopyOnWriteArrayList<>()).add(ack);
    } catch (InvalidProtocolBufferException presence) {
      // Its own presence comes by the same connection.
    }
    message.acknowledge();
  }
}
