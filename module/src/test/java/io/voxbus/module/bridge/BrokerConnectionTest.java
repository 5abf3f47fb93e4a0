package io.voxbus.module.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import io.voxbus.module.bridge.FaultEndpoint.Publication;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BrokerConnectionTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final List<InboundMessage> inbound = new CopyOnWriteArrayList<>();
  private final List<BridgeEvent> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger announcements = new AtomicInteger();
  private final AtomicReference<Moment> now = new AtomicReference<>(new Moment(0, 0));
  private FaultEndpoint broker;
  private BrokerConnection connection;

  @BeforeEach
  void listen() throws Exception {
    broker = FaultEndpoint.listen(vertx);
    Presence presence =
        new Presence(
            "status",
            () -> Buffer.buffer("online " + announcements.incrementAndGet()),
            () -> Buffer.buffer("lost"),
            () -> Buffer.buffer("stopped"));
    BrokerTimings timings =
        new BrokerTimings(
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMillis(5),
            Duration.ofMillis(20));
    BrokerSettings settings =
        new BrokerSettings(
            broker.address(),
            "me",
            List.of("in", "big", "passing", "status"),
            Set.of("passing"),
            Duration.ofSeconds(10),
            timings);
    connection =
        onContext(
            () ->
                Future.succeededFuture(
                    new BrokerConnection(vertx, settings, presence, new Random(1), now::get)));
  }

  @AfterEach
  void close() throws Exception {
    onContext(connection::stop);
    broker.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void brokerThatNeverSendsConnackIsLeftAndTriedAgain() throws Exception {
    broker.answerConnect(false);
    Future<Void> online = begin();
    await().until(() -> broker.connections().size() >= 3);
    assertFalse(online.isComplete());
    broker.answerConnect(true);
    await().until(online::succeeded);
  }

  @Test
  void brokerThatNeverSendsSubackIsLeftAndTriedAgain() throws Exception {
    broker.answerSubscribe(false);
    Future<Void> online = begin();
    await().until(() -> broker.connections().size() >= 3);
    broker.answerSubscribe(true);
    await().until(online::succeeded);
  }

  @Test
  void whatIsOfNoUseLaterIsNotKeptAtTheBroker() throws Exception {
    Future<Void> online = begin();
    await().until(online::succeeded);
    assertEquals(MqttQoS.AT_MOST_ONCE, broker.subscriptions().get("passing"));
    assertEquals(MqttQoS.AT_LEAST_ONCE, broker.subscriptions().get("in"));
  }

  @Test
  void refusedSubscriptionIsNotOnline() throws Exception {
    broker.grant(MqttQoS.FAILURE);
    Future<Void> online = begin();
    await().until(() -> broker.connections().size() >= 3);
    assertTrue(broker.published("status").isEmpty());
    broker.grant(MqttQoS.AT_LEAST_ONCE);
    await().until(online::succeeded);
  }

  @Test
  void brokerThatIsNotThereIsTriedUntilItIs() throws Exception {
    BrokerAddress address = broker.address();
    broker.close();
    Future<Void> online = begin();
    assertFalse(online.isComplete());
    // While nobody listens there, an attempt may be given this very port as its own for a while.
    broker =
        await()
            .ignoreExceptionsInstanceOf(ExecutionException.class)
            .until(() -> FaultEndpoint.listen(vertx, address.port()), listening -> true);
    await().until(online::succeeded);
  }

  @Test
  void sessionIsKeptUnderOneClientIdAndSubscribedEachTime() throws Exception {
    begin();
    await().until(() -> broker.published("status").size() == 1);
    broker.cut();
    await().until(() -> broker.published("status").size() == 2);
    for (MqttEndpoint each : broker.connections()) {
      assertEquals("me", each.clientIdentifier());
      assertFalse(each.isCleanSession());
    }
  }

  @Test
  void lastWillSaysLostAndIsRetained() throws Exception {
    begin();
    await().until(() -> broker.connections().size() == 1);
    MqttEndpoint endpoint = broker.connections().get(0);
    assertTrue(endpoint.will().isWillRetain());
    assertEquals(1, endpoint.will().getWillQos());
    assertEquals("status", endpoint.will().getWillTopic());
    assertEquals(Buffer.buffer("lost"), endpoint.will().getWillMessage());
  }

  @Test
  void statusIsAnnouncedRetainedOnEachConnectionAndBeforeAnythingElse() throws Exception {
    Future<Void> sent = publish("out", "early", LONG);
    begin();
    await().until(sent::succeeded);
    List<Publication> all = broker.published("");
    assertEquals(List.of("status", "out"), all.stream().map(Publication::topic).toList());
    assertTrue(all.get(0).retained());
    assertFalse(all.get(1).retained());
  }

  @Test
  void stopSaysStoppedAndDisconnects() throws Exception {
    begin();
    await().until(() -> broker.published("status").size() == 1);
    onContext(connection::stop);
    await().until(() -> broker.goodbyes().equals(List.of(0)));
    Publication last = broker.published("status").get(1);
    assertEquals(Buffer.buffer("stopped"), last.payload());
    assertTrue(last.retained());
  }

  @Test
  void stopWhileTheBrokerIsAwayEnds() throws Exception {
    broker.answerConnect(false);
    begin();
    await().until(() -> broker.connections().size() == 1);
    onContext(connection::stop);
    assertTrue(broker.published("").isEmpty());
  }

  @Test
  void publicationWithoutPubackGoesOutAgainUnchangedOnTheNextConnection() throws Exception {
    broker.acknowledgeOnly("status"::equals);
    begin();
    Future<Void> sent = publish("out", "once", LONG);
    await().until(() -> broker.published("out").size() == 1);
    broker.acknowledgeOnly(topic -> true);
    broker.cut();
    await().until(sent::succeeded);
    assertEquals(List.of("once", "once"), payloads("out"));
  }

  @Test
  void publicationWithPubackIsNotSentAgain() throws Exception {
    begin();
    Future<Void> first = publish("out", "first", LONG);
    await().until(first::succeeded);
    broker.cut();
    Future<Void> second = publish("out", "second", LONG);
    await().until(second::succeeded);
    assertEquals(List.of("first", "second"), payloads("out"));
  }

  @Test
  void missingPubackEndsTheConnection() throws Exception {
    broker.acknowledgeOnly("status"::equals);
    begin();
    Future<Void> sent = publish("out", "lost", LONG);
    await().until(() -> broker.published("out").size() == 1);
    broker.acknowledgeOnly(topic -> true);
    await().until(sent::succeeded);
    assertEquals(2, broker.connections().size());
  }

  @Test
  void windowFullOfUnacknowledgedPublicationsDoesNotBlockTheNextConnection() throws Exception {
    broker.acknowledgeOnly("status"::equals);
    begin();
    int many = 3 * Outbox.WINDOW;
    List<Future<Void>> sent =
        IntStream.range(0, many).mapToObj(i -> publishUnchecked("" + i)).toList();
    await().until(() -> broker.published("out").size() == Outbox.WINDOW);
    broker.acknowledgeOnly(topic -> true);
    broker.cut();
    await().until(() -> sent.stream().allMatch(Future::succeeded));
    List<String> numbers = IntStream.range(0, many).mapToObj(i -> "" + i).toList();
    assertEquals(numbers, payloads("out").subList(Outbox.WINDOW, Outbox.WINDOW + many));
  }

  @Test
  void messageWithoutAnyTimeLeftIsNotSent() throws Exception {
    begin();
    Future<Void> sent = publish("out", "stale", Duration.ZERO);
    await().until(sent::failed);
    assertInstanceOf(UndeliveredException.class, sent.cause());
    assertEquals(List.of(), payloads("out"));
  }

  @Test
  void publicationWhoseTimeIsUpFailsAndIsNeverSent() throws Exception {
    Future<Void> sent = publish("out", "late", Duration.ofMillis(20));
    await().until(sent::isComplete);
    assertInstanceOf(UndeliveredException.class, sent.cause());
    begin();
    Future<Void> next = publish("out", "next", LONG);
    await().until(next::succeeded);
    assertEquals(List.of("next"), payloads("out"));
  }

  @Test
  void outboxFullOfResponsesFailsTheNextAndHasRoomForCommands() throws Exception {
    for (int i = 0; i < Outbox.CAPACITY - Outbox.RESERVE; i++) {
      publish("out", "waiting", LONG);
    }
    assertIsUndelivered(() -> connection.publish(message("out", "one more"), LONG));
    for (int i = 0; i < Outbox.RESERVE; i++) {
      assertFalse(command().isComplete());
    }
    assertIsUndelivered(
        () -> connection.publish(() -> Optional.of(message("out", "command")), LONG));
  }

  private Future<Void> command() throws Exception {
    Promise<Void> sent = Promise.promise();
    onContext(
        () -> {
          connection.publish(() -> Optional.of(message("out", "c")), LONG).onComplete(sent);
          return Future.succeededFuture();
        });
    return sent.future();
  }

  private void assertIsUndelivered(Supplier<Future<Void>> publication) {
    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> onContext(publication));
    assertInstanceOf(UndeliveredException.class, refused.getCause());
  }

  @Test
  void deliveryIsAcknowledgedOnlyWhenTheReceiverSaysSo() throws Exception {
    begin();
    await().until(() -> broker.published("status").size() == 1);
    int first = broker.deliver("in", new byte[] {1});
    int second = broker.deliver("in", new byte[] {2});
    await().until(() -> inbound.size() == 2);
    acknowledge(inbound.get(1));
    await().until(() -> broker.acknowledgedDeliveries().contains(second));
    assertFalse(broker.acknowledgedDeliveries().contains(first));
  }

  @Test
  void acknowledgingAfterTheConnectionEndedDoesNothing() throws Exception {
    begin();
    await().until(() -> broker.published("status").size() == 1);
    int delivery = broker.deliver("in", new byte[] {1});
    await().until(() -> inbound.size() == 1);
    broker.cut();
    await().until(() -> broker.published("status").size() == 2);
    acknowledge(inbound.get(0));
    Future<Void> sent = publish("out", "alive", LONG);
    await().until(sent::succeeded);
    assertFalse(broker.acknowledgedDeliveries().contains(delivery));
  }

  @Test
  void flagsOfDeliveriesAreSeen() throws Exception {
    begin();
    await().until(() -> broker.published("status").size() == 1);
    broker.deliver("in", new byte[] {1}, true, false);
    broker.deliver("in", new byte[] {2}, false, true);
    await().until(() -> inbound.size() == 2);
    assertTrue(inbound.get(0).redelivered());
    assertFalse(inbound.get(0).retained());
    assertFalse(inbound.get(1).redelivered());
    assertTrue(inbound.get(1).retained());
  }

  @Test
  void messageTooLargeForTheDecoderCostsTheSessionAndNotTheService() throws Exception {
    begin();
    await().until(() -> broker.published("status").size() == 1);
    broker.deliver("in", new byte[2 << 20]);
    await().until(() -> broker.published("status").size() == 2);
    assertTrue(broker.connections().get(1).isCleanSession());
    broker.cut();
    await().until(() -> broker.published("status").size() == 3);
    assertFalse(broker.connections().get(2).isCleanSession());
  }

  @Test
  void retainedMessageTooLargeForTheDecoderCostsItsTopicAndNotTheService() throws Exception {
    broker.retain("big", new byte[2 << 20]);
    begin();
    await().until(() -> broker.connections().size() == 3 && connectionHas(2, "status"));
    assertTrue(broker.connections().get(2).isCleanSession());
    assertEquals(List.of(BridgeEvent.OVERSIZED, BridgeEvent.OVERSIZED), events);
    broker.clearRetained();
    broker.deliver("in", new byte[] {1});
    await().until(() -> inbound.size() == 1);
    Future<Void> sent = publish("out", "alive", LONG);
    await().until(sent::succeeded);
  }

  @Test
  void topicThatWasLeftOutIsTakenBackWhenItsMessageIsCleared() throws Exception {
    broker.retain("big", new byte[2 << 20]);
    begin();
    await().until(() -> broker.connections().size() == 3 && connectionHas(2, "status"));
    broker.clearRetained();
    broker.retain("big", new byte[] {7});
    await().until(() -> inbound.size() == 1);
    assertEquals("big", inbound.get(0).topic());
    assertEquals(3, broker.connections().size());
  }

  @Test
  void messageTooLargeIsLoggedWithItsTopicAndTheMend() throws Exception {
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(Subscriptions.class);
    logged.start();
    log.addAppender(logged);
    broker.retain("big", new byte[2 << 20]);
    begin();
    await().until(() -> broker.connections().size() == 3 && connectionHas(2, "status"));
    log.detachAppender(logged);
    String last = logged.list.get(logged.list.size() - 1).getFormattedMessage();
    assertTrue(last.startsWith("the message that the broker retains on big is larger"), last);
    assertTrue(last.contains("max_packet_size"), last);
  }

  private boolean connectionHas(int number, String topic) {
    return broker.published(topic).stream().anyMatch(each -> each.connection() == number);
  }

  @Test
  void deliveriesBeforeOurOwnStatusCameBackMayBeOld() throws Exception {
    broker.keepSession(true);
    broker.echo(false);
    begin();
    await().until(() -> broker.published("status").size() == 1);
    broker.deliver("in", new byte[] {1});
    broker.deliver("status", "lost".getBytes(UTF_8));
    broker.deliver("in", new byte[] {2});
    broker.deliver("status", broker.published("status").get(0).payload().getBytes());
    broker.deliver("in", new byte[] {3});
    await().until(() -> inbound.size() == 3);
    assertEquals(
        List.of(true, true, false), inbound.stream().map(InboundMessage::mayBeOld).toList());
  }

  @Test
  void absenceIsCountedFromWhenTheBrokerWasLastHeard() throws Exception {
    beginAndHear();
    pass(Duration.ofMillis(10_500));
    broker.cut();
    await().until(() -> broker.published("status").size() == 2);
    broker.deliver("in", new byte[] {2});
    await().until(() -> inbound.size() == 2);
    assertTrue(inbound.get(1).mayBeOld());
  }

  @Test
  void whatIsHeardMakesAnAbsenceShorter() throws Exception {
    beginAndHear();
    pass(Duration.ofMillis(10_500));
    Future<Void> sent = publish("out", "acknowledged", LONG);
    await().until(sent::succeeded);
    broker.cut();
    await().until(() -> broker.published("status").size() == 2);
    broker.deliver("in", new byte[] {2});
    await().until(() -> inbound.size() == 2);
    assertFalse(inbound.get(1).mayBeOld());
  }

  @Test
  void whatComesAfterALongSilenceIsLeftAndCountsAsOldWhenItComesAgain() throws Exception {
    beginAndHear();
    pass(Duration.ofSeconds(12));
    int held = broker.deliver("in", new byte[] {2});
    await().until(() -> broker.published("status").size() == 2);
    assertEquals(1, inbound.size());
    broker.deliver("in", new byte[] {2}, true, false);
    await().until(() -> inbound.size() == 2);
    assertTrue(inbound.get(1).mayBeOld());
    assertFalse(broker.acknowledgedDeliveries().contains(held));
  }

  /** The broker keeps the session, and does not show us the end of what waited. */
  private void beginAndHear() throws Exception {
    broker.keepSession(true);
    begin();
    await().until(() -> broker.published("status").size() == 1);
    broker.echo(false);
    broker.deliver("in", new byte[] {1});
    await().until(() -> inbound.size() == 1);
  }

  /** As for a machine that is suspended: its monotonic clock stands still. */
  private void pass(Duration time) {
    now.updateAndGet(last -> new Moment(last.nanos(), last.millis() + time.toMillis()));
  }

  private Future<Void> begin() throws Exception {
    Promise<Void> online = Promise.promise();
    onContext(
        () -> {
          connection.tell(events::add);
          connection.start(inbound::add).onComplete(online);
          return Future.succeededFuture();
        });
    return online.future();
  }

  private Future<Void> publish(String topic, String payload, Duration timeToLive) throws Exception {
    Promise<Void> sent = Promise.promise();
    onContext(
        () -> {
          connection.publish(message(topic, payload), timeToLive).onComplete(sent);
          return Future.succeededFuture();
        });
    return sent.future();
  }

  private Future<Void> publishUnchecked(String payload) {
    try {
      return publish("out", payload, LONG);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void acknowledge(InboundMessage message) throws Exception {
    onContext(
        () -> {
          message.acknowledge();
          return Future.succeededFuture();
        });
  }

  private List<String> payloads(String topic) {
    return broker.published(topic).stream().map(p -> p.payload().toString()).toList();
  }

  private static OutboundMessage message(String topic, String payload) {
    return new OutboundMessage(topic, Buffer.buffer(payload), false);
  }

  private <T> T onContext(Supplier<Future<T>> step) throws Exception {
    Promise<T> done = Promise.promise();
    context.runOnContext(go -> step.get().onComplete(done));
    return done.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
