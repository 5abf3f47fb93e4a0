package io.voxbus.canbridge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.MessageCycle;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BusTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final Context context = vertx.getOrCreateContext();

  private final FakePort port = new FakePort();
  private final Bus bus = new Bus(vertx, Commands.BOARD, port);

  @AfterAll
  static void stop() {
    vertx.close();
  }

  /** The counter and the checksum of the command were made for its first frame only. */
  @Test
  void aCyclicMessageIsRepeatedWithTheNextCounterEachTime() {
    send(Commands.cruise("a"));
    await().until(() -> port.sent().size() >= 17);
    finish();
    for (int place = 0; place < 17; place++) {
      byte[] data = port.sent().get(place).frame().getData().toByteArray();
      assertEquals(place % 15, data[1] & 0b1111);
      assertEquals(1, data[1] >> 4, "the request itself is repeated");
    }
  }

  /** The checksum of the next frame differs, as its counter does. */
  @Test
  void aChecksumIsMadeForEachFrame() {
    send(Commands.cruise("a"));
    await().until(() -> port.sent().size() >= 2);
    finish();
    assertTrue(
        port.sent().get(0).frame().getData().byteAt(0)
            != port.sent().get(1).frame().getData().byteAt(0));
  }

  /** The idle frame is sent once: afterwards others of the bus's frames go on, but not this one. */
  @Test
  void aRequestMayBeRepeatedUntilItIsIdle() throws Exception {
    Bus bus = new Bus(vertx, repeating(new MessageCycle(10, true)), port);
    send(bus, Commands.horn("a", 100)).await(10, TimeUnit.SECONDS);
    int sent = port.sent().size();
    send(bus, Commands.cruise("b"));
    await().until(() -> port.sent().size() >= sent + 5);
    finish(bus);
    List<Integer> horn = hornFrames();
    assertTrue(horn.size() > 3, "the request is repeated: " + horn);
    assertEquals(horn.size() - 1, horn.indexOf(0), "the idle frame is the last one");
  }

  @Test
  void aRequestMayBeRepeatedUntilItIsReplaced() throws Exception {
    Bus bus = new Bus(vertx, repeating(new MessageCycle(10, false)), port);
    send(bus, Commands.horn("a", 30)).await(10, TimeUnit.SECONDS);
    await().until(() -> hornFrames().stream().filter(data -> data == 0).count() >= 3);
    finish(bus);
  }

  private static BridgeBoard repeating(MessageCycle horn) {
    BoardMapping mapping = Commands.BOARD.mapping();
    return new BridgeBoard(
        new BoardMapping(
            mapping.dbc(),
            mapping.functions(),
            mapping.protections(),
            mapping.idle(),
            Map.of("Horn", horn)),
        Map.of());
  }

  private List<Integer> hornFrames() {
    return port.sent().stream()
        .map(FakePort.Sent::frame)
        .filter(Frame::getExtended)
        .map(frame -> (int) frame.getData().byteAt(0))
        .toList();
  }

  @Test
  void aMessageWithoutCycleIsSentOnce() throws Exception {
    send(Commands.horn("a", 60)).await(10, TimeUnit.SECONDS);
    assertEquals(2, port.sent().size());
  }

  @Test
  void atTheEndARequestIsPutBackToIdleAtOnce() {
    send(Commands.horn("a", 60_000));
    finish();
    assertEquals(
        List.of(1, 0),
        port.sent().stream().map(sent -> (int) sent.frame().getData().byteAt(0)).toList());
  }

  @Test
  void aRequestIsPutBackToIdleWhenTheBusIsBack() throws Exception {
    port.breakDownAfterOne("the bus is off");
    Future<Void> sent = send(Commands.horn("a", 10));
    vertx.timer(100).onSuccess(later -> port.mend());
    sent.await(10, TimeUnit.SECONDS);
    assertEquals(2, port.sent().size());
  }

  private Future<Void> send(CanBridgeCommand.Builder command) {
    return send(bus, command);
  }

  private static Future<Void> send(Bus bus, CanBridgeCommand.Builder command) {
    Promise<Void> sent = Promise.promise();
    context.runOnContext(here -> bus.send(command.build()).onComplete(sent));
    return sent.future();
  }

  private void finish() {
    finish(bus);
  }

  private static void finish(Bus bus) {
    Promise<Void> finished = Promise.promise();
    context.runOnContext(
        here -> {
          bus.finish();
          finished.complete();
        });
    finished.future().await();
  }
}
