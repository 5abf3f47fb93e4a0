package io.voxbus.hil.run;

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
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.ModuleState;
import io.voxbus.proto.v1.ModuleStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bench's own client of the broker: hears commands, acks, answers and status. */
final class Wire {
  private static final Logger log = LoggerFactory.getLogger(Wire.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Context context;
  private final Topics topics;
  private final String bridgePresence;
  private final BrokerConnection connection;
  private final Consumer<Seen.What> watcher;
  private volatile Optional<ModuleStatus> status = Optional.empty();
  private volatile String bridge = "";

  private Wire(Vertx vertx, BrokerAddress broker, Topics topics, Consumer<Seen.What> watcher) {
    this.context = vertx.getOrCreateContext();
    this.topics = topics;
    this.watcher = watcher;
    String first = topics.prefix() + "/" + topics.vehicle();
    String presence = first + "/bench";
    this.bridgePresence = first + "/can/bridge";
    BrokerSettings settings =
        new BrokerSettings(
            broker,
            first.replace('/', '-') + "-bench",
            List.of(
                topics.command(),
                topics.ack(),
                topics.response(),
                topics.status(),
                bridgePresence,
                presence),
            PATIENCE,
            BrokerTimings.STANDARD);
    this.connection =
        new BrokerConnection(vertx, settings, PlainPresence.on(presence), new Random());
  }

  /** Connects, and goes on trying; completes when the broker is there. */
  static Future<Wire> connect(
      Vertx vertx, BrokerAddress broker, Topics topics, Consumer<Seen.What> watcher) {
    Promise<Wire> connected = Promise.promise();
    Wire wire = new Wire(vertx, broker, topics, watcher);
    wire.context.runOnContext(
        here -> wire.connection.start(wire::hear).map(wire).onComplete(connected));
    return connected.future();
  }

  Future<Void> publish(String topic, Buffer payload, boolean retained) {
    String whole = topics.prefix() + "/" + topics.vehicle() + "/" + topic;
    Promise<Void> published = Promise.promise();
    context.runOnContext(
        here ->
            connection
                .publish(new OutboundMessage(whole, payload, retained), PATIENCE)
                .onComplete(published));
    return published.future();
  }

  /** What the service said of itself last. */
  Optional<ModuleStatus> status() {
    return status;
  }

  /** What is not as it should be at the other clients of the broker. */
  List<String> complaints() {
    boolean online = status.filter(s -> s.getState() == ModuleState.STATE_ONLINE).isPresent();
    return Stream.of(
            connection.isOnline() ? "" : "the broker cannot be reached",
            online ? "" : "the service has not said that it is online",
            bridge.equals("online") ? "" : "the bridge has not said that it is online")
        .filter(complaint -> !complaint.isEmpty())
        .toList();
  }

  /** What the service said of itself. */
  Map<String, String> device() {
    Map<String, String> device = new LinkedHashMap<>();
    status.ifPresent(
        said -> {
          device.put("version", said.getVersion());
          device.put("model", said.getModelId());
          device.put("model_hash", said.getModelHash());
          device.put("catalogue_hash", said.getCatalogueHash());
          device.put("board", said.getBoard());
        });
    return device;
  }

  Future<Void> leave() {
    Promise<Void> left = Promise.promise();
    context.runOnContext(here -> connection.stop().onComplete(left));
    return left.future();
  }

  private void hear(InboundMessage message) {
    message.acknowledge();
    byte[] payload = message.payload().getBytes();
    try {
      hear(message.topic(), payload);
    } catch (InvalidProtocolBufferException rubbish) {
      log.warn("heard what does not belong on {}: {}", message.topic(), rubbish.getMessage());
    }
  }

  private void hear(String topic, byte[] payload) throws InvalidProtocolBufferException {
    if (topic.equals(topics.command())) {
      watcher.accept(new Seen.Commanded(CanBridgeCommand.parseFrom(payload)));
    } else if (topic.equals(topics.ack())) {
      watcher.accept(new Seen.Acked(CanBridgeAck.parseFrom(payload)));
    } else if (topic.equals(topics.response())) {
      watcher.accept(new Seen.Answered(CommandResponse.parseFrom(payload)));
    } else if (topic.equals(topics.status())) {
      status = Optional.of(ModuleStatus.parseFrom(payload));
    } else if (topic.equals(bridgePresence)) {
      bridge = new String(payload, StandardCharsets.UTF_8);
    }
  }
}
