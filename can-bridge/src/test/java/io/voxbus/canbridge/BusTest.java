package io.voxbus.canbridge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.MessageCycle;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    return horn(port.sent().stream().map(FakePort.Sent::frame).toList());
  }

  private static List<Integer> horn(List<Frame> frames) {
    return frames.stream()
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

  /** What was pressed by an older command is let go before a newer one is sent, and not after. */
  @Test
  void aCommandWaitsForTheLastFrameOfTheOneBefore() throws Exception {
    send(Commands.horn("a", 60));
    send(level("b", 2)).await(10, TimeUnit.SECONDS);
    assertEquals(List.of(1, 0, 2), hornFrames());
    assertTrue(gapNanos(0, 1) >= TimeUnit.MILLISECONDS.toNanos(60), "the pulse is not cut short");
  }

  @Test
  void aLongPulseIsEndedForACommandThatHasWaitedForIt() throws Exception {
    send(Commands.horn("a", 60_000));
    send(level("b", 2), Duration.ofSeconds(30)).await(10, TimeUnit.SECONDS);
    assertEquals(List.of(1, 0, 2), hornFrames());
  }

  @Test
  void commandsAboutOtherMessagesDoNotWait() throws Exception {
    send(Commands.horn("a", 60_000));
    send(Commands.temperature("b")).await(10, TimeUnit.SECONDS);
    assertEquals(2, port.sent().size());
    finish();
  }

  @Test
  void aCommandThatCouldNotBeginInTimeIsNeverSent() throws Exception {
    port.breakDownAfterOne("the bus is off");
    Future<Void> pulse = send(Commands.horn("a", 10));
    Future<Void> late = send(level("b", 2), Duration.ofMillis(50));
    assertThrows(Exception.class, () -> late.await(10, TimeUnit.SECONDS));
    port.mend();
    pulse.await(10, TimeUnit.SECONDS);
    assertEquals(List.of(1, 0), hornFrames());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whileTheBusIsAwayARequestIsNotRepeatedAfterItsEnd(boolean untilIdle) throws Exception {
    Bus bus = new Bus(vertx, repeating(new MessageCycle(10, untilIdle)), port);
    port.breakDownAfterOne("the bus is off");
    send(bus, Commands.horn("a", 30));
    await().until(() -> triedHornFrames().stream().filter(data -> data == 0).count() >= 5);
    finish(bus);
    List<Integer> tried = triedHornFrames();
    assertEquals(Set.of(0), Set.copyOf(tried.subList(tried.indexOf(0), tried.size())));
  }

  @Test
  void aFrameInBetweenThatIsNotTakenIsPassedOver() {
    port.refuse(1);
    Future<Void> sent =
        send(
            Commands.horn("a", 30)
                .addFrames(1, Commands.horn("a", 10).getFrames(0).toBuilder().setDelayMs(10)));
    assertThrows(Exception.class, () -> sent.await(10, TimeUnit.SECONDS));
    assertEquals("refused", sent.cause().getMessage());
    assertEquals(List.of(1, 0), hornFrames());
    assertEquals(List.of(1, 1, 0), triedHornFrames());
  }

  @Test
  void aCommandWhoseFirstFrameIsNotTakenSendsNoOther() {
    port.refuse(0);
    Future<Void> sent = send(Commands.horn("a", 10));
    assertThrows(Exception.class, () -> sent.await(10, TimeUnit.SECONDS));
    assertEquals(List.of(1), triedHornFrames());
  }

  @Test
  void aPulseIsCountedFromWhenItsRequestLeft() throws Exception {
    port.stall();
    Future<Void> sent = send(Commands.horn("a", 50));
    vertx.timer(100).onSuccess(later -> context.runOnContext(here -> port.flow()));
    sent.await(10, TimeUnit.SECONDS);
    assertTrue(gapNanos(0, 1) >= TimeUnit.MILLISECONDS.toNanos(49), "held for " + gapNanos(0, 1));
  }

  @Test
  void theEndWaitsForTheLastFrames() throws Exception {
    send(Commands.horn("a", 60_000));
    await().until(() -> port.sent().size() == 1);
    port.stall();
    Future<Void> finished = finishing(bus);
    await().until(() -> port.tried().size() == 2);
    assertFalse(finished.isComplete());
    context.runOnContext(here -> port.flow());
    finished.await(10, TimeUnit.SECONDS);
    assertEquals(List.of(1, 0), hornFrames());
  }

  @Test
  void atTheEndCommandsThatWaitFail() {
    send(Commands.horn("a", 60_000));
    Future<Void> waiting = send(level("b", 2));
    finish();
    assertThrows(Exception.class, () -> waiting.await(10, TimeUnit.SECONDS));
    assertEquals(List.of(1, 0), hornFrames());
  }

  @Test
  void afterTheEndNoCommandIsSent() {
    finish();
    Future<Void> late = send(Commands.horn("a", 10));
    assertThrows(Exception.class, () -> late.await(10, TimeUnit.SECONDS));
    assertEquals(List.of(), port.tried());
  }

  /** Another bus's repeated frames tell that there was time enough. */
  @Test
  void afterTheEndNothingIsRepeated() {
    Bus repeating = new Bus(vertx, repeating(new MessageCycle(1, false)), port);
    send(repeating, Commands.horn("a", 60_000));
    finish(repeating);
    int horn = hornFrames().size();
    send(Commands.cruise("b"));
    await().until(() -> port.sent().size() >= horn + 5);
    finish();
    assertEquals(horn, hornFrames().size());
  }

  @Test
  void whatAnEarlierBridgeWasEndedWithinIsPutBackAtOnce() throws Exception {
    Frame release = Commands.horn("a", 60_000).getFrames(1);
    port.refuse(0);
    Promise<Void> back = Promise.promise();
    context.runOnContext(here -> bus.putBack("a", release).onComplete(back));
    back.future().await(10, TimeUnit.SECONDS);
    assertEquals(List.of(0), hornFrames());
  }

  @Test
  void aPulseIsToBePutBackAndALevelIsNot() {
    CanBridgeCommand pulse = Commands.horn("a", 50).build();
    assertEquals(List.of(pulse.getFrames(1)), bus.ends(pulse));
    CanBridgeCommand level = Commands.temperature("a").build();
    assertTrue(bus.ends(level).get(0).getData().isEmpty());
  }

  /** It would be sent again minutes later. */
  @Test
  void aLevelThatIsSentTwiceIsNotToBePutBack() {
    Frame other = Commands.frame(594, 7, 0b0001_0001, 0).setDelayMs(20).build();
    CanBridgeCommand twice = Commands.cruise("a").addFrames(other).build();
    assertEquals(List.of(other.toBuilder().clearData().build()), bus.ends(twice));
  }

  private static CanBridgeCommand.Builder level(String id, int raw) {
    return Commands.horn(id, 1)
        .clearFrames()
        .addFrames(Commands.frame(0x486, raw).setExtended(true));
  }

  private List<Integer> triedHornFrames() {
    return horn(port.tried());
  }

  private long gapNanos(int first, int second) {
    return port.sent().get(second).atNanos() - port.sent().get(first).atNanos();
  }

  private Future<Void> send(CanBridgeCommand.Builder command) {
    return send(bus, command);
  }

  private Future<Void> send(CanBridgeCommand.Builder command, Duration patience) {
    return send(bus, command, patience);
  }

  private static Future<Void> send(Bus bus, CanBridgeCommand.Builder command) {
    return send(bus, command, Duration.ofSeconds(1));
  }

  private static Future<Void> send(Bus bus, CanBridgeCommand.Builder command, Duration patience) {
    Promise<Void> sent = Promise.promise();
    context.runOnContext(here -> bus.send(command.build(), patience).sent().onComplete(sent));
    return sent.future();
  }

  private void finish() {
    finish(bus);
  }

  private static void finish(Bus bus) {
    finishing(bus).await();
  }

  private static Future<Void> finishing(Bus bus) {
    Promise<Void> finished = Promise.promise();
    context.runOnContext(here -> bus.finish().onComplete(finished));
    return finished.future();
  }
}
