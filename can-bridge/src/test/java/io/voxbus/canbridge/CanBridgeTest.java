package io.voxbus.canbridge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.InboundMessage;
import io.voxbus.proto.v1.CanBridgeCommand;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without a broker: nobody listens on port 9. */
@Timeout(60)
class CanBridgeTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final Context context = vertx.getOrCreateContext();
  private static final BridgeSettings SETTINGS =
      new BridgeSettings(new BrokerAddress("127.0.0.1", 9), "voxbus/car", "vcan0", Commands.BOARD);

  private final FakePort port = new FakePort();
  private final List<String> confirmed = new CopyOnWriteArrayList<>();

  @AfterAll
  static void close() {
    vertx.close();
  }

  /** The broker keeps it for the bridge that comes next: nobody would put it back here. */
  @Test
  void aCommandThatComesWhileTheBridgeEndsIsLeftToTheBroker() throws Exception {
    CanBridge bridge = start();
    receive(bridge, Commands.horn("pulse", 60_000));
    await().until(() -> port.sent().size() == 1);
    port.stall();
    Future<Void> stopped = bridge.stop();
    await().until(() -> port.tried().size() == 2);
    receive(bridge, Commands.temperature("late"));
    context.runOnContext(here -> port.flow());
    stopped.await(10, TimeUnit.SECONDS);
    assertEquals(List.of("pulse"), confirmed);
    assertEquals(2, port.tried().size());
  }

  @Test
  void theBusIsClosedWhenTheLastFrameHasLeft() throws Exception {
    CanBridge bridge = start();
    receive(bridge, Commands.horn("pulse", 60_000));
    await().until(() -> port.sent().size() == 1);
    port.stall();
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(
        here -> {
          vertx.setTimer(50, later -> port.flow());
          bridge.stop().onComplete(stopped);
        });
    stopped.future().await(10, TimeUnit.SECONDS);
    assertEquals(0, port.sent().get(1).frame().getData().byteAt(0));
  }

  @Test
  void aBusThatTakesNoLastFrameDoesNotHoldUpTheEnd() throws Exception {
    CanBridge bridge = start();
    receive(bridge, Commands.horn("pulse", 60_000));
    await().until(() -> port.sent().size() == 1);
    port.stall();
    bridge.stop().await(10, TimeUnit.SECONDS);
    assertEquals(1, port.sent().size());
  }

  private void receive(CanBridge bridge, CanBridgeCommand.Builder command) {
    long now = System.currentTimeMillis();
    CanBridgeCommand fresh = command.setIssuedAtMs(now).setExpiresAtMs(now + 30_000).build();
    InboundMessage message =
        new InboundMessage(
            SETTINGS.commandTopic(),
            Buffer.buffer(fresh.toByteArray()),
            false,
            false,
            false,
            () -> confirmed.add(fresh.getId()));
    Promise<Void> received = Promise.promise();
    context.runOnContext(
        here -> {
          bridge.receive(message);
          received.complete();
        });
    received.future().await();
  }

  /** All parts belong to one context. */
  private CanBridge start() throws Exception {
    Promise<CanBridge> started = Promise.promise();
    context.runOnContext(
        here ->
            started.complete(
                CanBridge.of(
                    vertx,
                    SETTINGS,
                    new CanBridge.Parts(
                        port,
                        command -> Future.succeededFuture(new Following.Confirmed()),
                        UnaryOperator.identity()))));
    return started.future().await(10, TimeUnit.SECONDS);
  }
}
