package io.voxbus.module.bridge;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.bridge.BrokerLink.LinkLoss;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the broker that is made again, for ever, whenever it is lost.
 *
 * <p>The broker keeps our session: QoS 1 messages that are published while we are away are
 * delivered when we are back. All methods are to be called on the Vert.x context of the
 * constructor.
 */
public final class BrokerConnection {
  private static final Logger log = LoggerFactory.getLogger(BrokerConnection.class);

  private final Vertx vertx;
  private final BrokerSettings settings;
  private final Presence presence;
  private final BackOff backOff;
  private final Outbox outbox;
  private final Freshness freshness;
  private final Subscriptions subscriptions;
  private final Supplier<Moment> clock;
  private final Promise<Void> firstOnline = Promise.promise();
  private Handler<InboundMessage> inbound = message -> {};
  private Consumer<BridgeEvent> events = event -> {};
  private Optional<BrokerLink> link = Optional.empty();
  private String lastProblem = "";
  private boolean up;
  private long upSinceNanos;
  private boolean discardSession;
  private boolean stopped;

  /**
   * A connection that is not yet made.
   *
   * @param vertx where it runs
   * @param settings whom to connect to
   * @param presence what the broker keeps about us
   * @param random the source of jitter
   */
  public BrokerConnection(
      Vertx vertx, BrokerSettings settings, Presence presence, RandomGenerator random) {
    this(vertx, settings, presence, random, Moment::now);
  }

  BrokerConnection(
      Vertx vertx,
      BrokerSettings settings,
      Presence presence,
      RandomGenerator random,
      Supplier<Moment> clock) {
    this.clock = clock;
    this.vertx = vertx;
    this.settings = settings;
    this.presence = presence;
    this.backOff = new BackOff(settings.timings(), random);
    this.outbox = new Outbox(vertx);
    this.subscriptions = new Subscriptions(settings.topics());
    this.freshness = new Freshness(settings.freshFor());
  }

  /** Tells this listener from now on what leads nowhere before anybody takes it. */
  public void tell(Consumer<BridgeEvent> listener) {
    events = listener;
  }

  /**
   * Connects, and goes on trying until it succeeds.
   *
   * @param handler takes the messages of the subscriptions
   * @return completes when we are online for the first time: connected, subscribed and announced
   */
  public Future<Void> start(Handler<InboundMessage> handler) {
    inbound = handler;
    connect();
    return firstOnline.future();
  }

  /**
   * Publishes a message, or keeps it until the broker is back. Room for commands is left.
   *
   * @param message the message
   * @param timeToLive how long it may wait for the broker's PUBACK; it is not sent any later
   * @return completes with the broker's PUBACK; fails with {@link UndeliveredException} when there
   *     is none within the message's time to live, or too much is waiting already
   */
  public Future<Void> publish(OutboundMessage message, Duration timeToLive) {
    return outbox.addBeforeReserve(() -> Optional.of(message), timeToLive);
  }

  /**
   * Publishes a command, or another message that is written only when it can be sent.
   *
   * @param writer writes the message each time that it goes out: again when a connection ended
   *     before the PUBACK. Takes the message back by giving none
   * @param timeToLive how long it may wait for the broker's PUBACK; it is not sent any later
   * @return completes with the broker's PUBACK; fails with {@link UndeliveredException} when there
   *     is none in time, the message was taken back, or too much is waiting already
   */
  public Future<Void> publish(Supplier<Optional<OutboundMessage>> writer, Duration timeToLive) {
    return outbox.add(writer, timeToLive);
  }

  /** Whether the broker is within reach: connected, and the topics subscribed. */
  public boolean isOnline() {
    return up;
  }

  /** For how long the broker has been within reach; zero while it is away. */
  Duration onlineFor() {
    return up ? Duration.ofNanos(System.nanoTime() - upSinceNanos) : Duration.ZERO;
  }

  /**
   * Announces that we go, and goes. Messages that wait are dropped.
   *
   * @return completes when the connection is closed, also when the announcement failed
   */
  public Future<Void> stop() {
    stopped = true;
    outbox.pause();
    return link.map(this::sayGoodbye).orElseGet(Future::succeededFuture);
  }

  private Future<Void> sayGoodbye(BrokerLink last) {
    return up
        ? last.publish(status(presence.stopped())).transform(said -> last.disconnect())
        : last.disconnect();
  }

  private void connect() {
    if (stopped) {
      return;
    }
    freshness.connecting(clock.get());
    BrokerLink.Start start =
        new BrokerLink.Start(
            status(presence.lost()), discardSession, subscriptions.wanted(), this::received);
    BrokerLink attempt = BrokerLink.open(vertx, settings, start, clock);
    link = Optional.of(attempt);
    attempt.ready().onSuccess(sessionPresent -> connected(attempt, sessionPresent));
    attempt.lost().onSuccess(loss -> lost(attempt, loss));
  }

  private void connected(BrokerLink attempt, boolean sessionPresent) {
    if (stopped) {
      return;
    }
    up = true;
    upSinceNanos = System.nanoTime();
    OutboundMessage announcement = status(presence.online());
    freshness.connected(sessionPresent, announcement.payload());
    attempt.publish(announcement).onSuccess(puback -> announced());
    outbox.use(attempt);
  }

  private void announced() {
    log.info("online at {}", settings.address());
    lastProblem = "";
    firstOnline.tryComplete();
  }

  private void received(InboundMessage message) {
    if (message.topic().equals(presence.topic())) {
      freshness.heard(message.payload());
      message.acknowledge();
    } else {
      inbound.handle(message.aged(freshness.mayBeOld()));
    }
  }

  private void lost(BrokerLink last, LinkLoss loss) {
    outbox.pause();
    link = Optional.empty();
    if (up) {
      resetBackOffWhenStable();
      up = false;
      freshness.away(last.lastHeard());
    }
    // The broker would send the message that is too large again and again, so all that waits goes.
    discardSession = loss.oversized();
    if (loss.oversized()) {
      events.accept(BridgeEvent.OVERSIZED);
      loss.suspect().ifPresentOrElse(this::leaveOut, subscriptions::tellOversized);
    }
    tryAgain(loss.reason());
  }

  private void leaveOut(String topic) {
    if (subscriptions.leaveOut(topic)) {
      takeBackLater(topic);
    }
  }

  private void takeBackLater(String topic) {
    vertx.setTimer(settings.timings().leftOut().toMillis(), waited -> takeBack(topic));
  }

  private void takeBack(String topic) {
    if (!stopped) {
      link.filter(current -> up)
          .map(current -> current.add(topic))
          .orElseGet(() -> Future.failedFuture(new UndeliveredException("not connected")))
          .onSuccess(subscribed -> subscriptions.takeBack(topic))
          .onFailure(failure -> takeBackLater(topic));
    }
  }

  private void resetBackOffWhenStable() {
    if (onlineFor().compareTo(settings.timings().backOffCap()) > 0) {
      backOff.reset();
    }
  }

  private void tryAgain(String problem) {
    if (stopped) {
      return;
    }
    if (!problem.equals(lastProblem)) {
      log.warn("broker {} away ({}); trying until it is back", settings.address(), problem);
    }
    lastProblem = problem;
    vertx.setTimer(backOff.next().toMillis(), waited -> connect());
  }

  private OutboundMessage status(Supplier<Buffer> payload) {
    return new OutboundMessage(presence.topic(), payload.get(), true);
  }
}
