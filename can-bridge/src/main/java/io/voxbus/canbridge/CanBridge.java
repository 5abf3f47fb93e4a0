package io.voxbus.canbridge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.BrokerSettings;
import io.voxbus.module.bridge.BrokerTimings;
import io.voxbus.module.bridge.InboundMessage;
import io.voxbus.module.bridge.OutboundMessage;
import io.voxbus.proto.v1.CanBridgeAck;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands from the broker, checks them, puts their frames on a bus and acknowledges them. It
 * lives through outages of the broker.
 */
public final class CanBridge {
  private static final Logger log = LoggerFactory.getLogger(CanBridge.class);

  /** The service has given up on a command long before. */
  private static final Duration ACK_TIME_TO_LIVE = Duration.ofSeconds(30);

  /** Some hours of talking. */
  private static final int REMEMBERED = 10_000;

  /** A little more than what the bus takes at its end. */
  private static final Duration LAST_FRAMES = Duration.ofMillis(500);

  private final Vertx vertx;
  private final Context context;
  private final BridgeSettings settings;
  private final Parts parts;
  private final BrokerConnection connection;
  private final ExecutedCommands executed;
  private final Bus bus;
  private final CommandDesk desk;
  private final Promise<Void> online = Promise.promise();
  private boolean ends;

  /**
   * What one bridge has otherwise than another.
   *
   * @param port where frames leave; closed with the bridge
   * @param feedback tells whether the vehicle follows
   * @param acks what stands between the bridge and the broker: takes who sends acks, and returns
   *     who is to be given them
   */
  public record Parts(
      CanPort port, Feedback feedback, UnaryOperator<Consumer<CanBridgeAck>> acks) {}

  private CanBridge(Vertx vertx, BridgeSettings settings, Parts parts) {
    InstantSource clock = InstantSource.system();
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.settings = settings;
    this.parts = parts;
    this.connection = connection(vertx, settings);
    this.executed =
        settings
            .state()
            .map(folder -> folder.resolve("executed"))
            .map(file -> ExecutedCommands.in(file, REMEMBERED, clock.millis()))
            .orElseGet(() -> ExecutedCommands.forgetful(REMEMBERED));
    this.bus = new Bus(vertx, settings.board(), parts.port());
    this.desk =
        new CommandDesk(
            new CommandCheck(settings.board(), clock, settings.signing()),
            new CommandDesk.Vehicle(bus, parts.feedback()),
            executed,
            clock,
            parts.acks().apply(this::acknowledge));
  }

  /**
   * A bridge that begins to connect, and goes on trying until it reaches the broker.
   *
   * @throws io.voxbus.module.journal.JournalException when what it carried out cannot be remembered
   */
  public static CanBridge of(Vertx vertx, BridgeSettings settings, Parts parts) {
    CanBridge bridge = new CanBridge(vertx, settings, parts);
    bridge.context.runOnContext(
        here ->
            bridge
                .desk
                .putBack()
                .compose(back -> bridge.connection.start(bridge::receive))
                .onComplete(bridge.online));
    return bridge;
  }

  /** Completes when it takes commands for the first time. */
  public Future<Void> online() {
    return online.future();
  }

  /**
   * Says goodbye to the broker. Commands that come from now on stay with the broker. Requests that
   * are to be put back are put back at once.
   *
   * @return completes when the connection is closed
   */
  public Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(
        here -> {
          ends = true;
          finishBus()
              .compose(sent -> connection.stop())
              .onComplete(gone -> close())
              .onComplete(stopped);
        });
    return stopped.future();
  }

  /** Completes when the last frames have left, or have had their time. */
  private Future<Void> finishBus() {
    Promise<Void> finished = Promise.promise();
    long timer = vertx.setTimer(LAST_FRAMES.toMillis(), late -> finished.tryComplete());
    bus.finish()
        .onComplete(
            sent -> {
              vertx.cancelTimer(timer);
              finished.tryComplete();
            });
    return finished.future();
  }

  private void close() {
    parts.port().close();
    executed.close();
  }

  /** What is not confirmed the broker delivers again, to the bridge that comes after this one. */
  void receive(InboundMessage message) {
    if (ends) {
      return;
    }
    if (message.retained()) {
      log.warn("dropped a retained command: commands are never retained");
    } else {
      desk.receive(message.payload().getBytes());
    }
    message.acknowledge();
  }

  private void acknowledge(CanBridgeAck ack) {
    log.debug("{} {} {} {}", ack.getCommandId(), ack.getState(), ack.getReason(), ack.getDetail());
    connection
        .publish(
            new OutboundMessage(settings.ackTopic(), Buffer.buffer(ack.toByteArray()), false),
            ACK_TIME_TO_LIVE)
        .onFailure(lost -> log.warn("an ack did not reach the broker: {}", lost.getMessage()));
  }

  private static BrokerConnection connection(Vertx vertx, BridgeSettings settings) {
    BrokerSettings broker =
        new BrokerSettings(
            settings.broker(),
            settings.topics().replace('/', '-') + "-bridge",
            List.of(settings.commandTopic(), settings.presenceTopic()),
            ACK_TIME_TO_LIVE,
            BrokerTimings.STANDARD);
    return new BrokerConnection(
        vertx, broker, PlainPresence.on(settings.presenceTopic()), new Random());
  }
}
