package io.voxbus.module.app;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.OutboundMessage;
import io.voxbus.module.interlock.RateLimit;
import io.voxbus.module.observe.AnswerLog;
import io.voxbus.module.observe.Drop;
import io.voxbus.module.observe.ServiceMetrics;
import io.voxbus.proto.v1.CommandResponse;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes responses, as protobuf and as JSON, and counts them. */
final class Responder {
  private static final Logger log = LoggerFactory.getLogger(Responder.class);
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().omittingInsignificantWhitespace();

  /** Longer than a broker's restart, and short enough that nobody wonders what is meant. */
  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(1);

  /** As fast as anybody speaks. Whoever sends rubbish does not flood the log. */
  static final int REFUSALS_LOGGED_PER_SECOND = 10;

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final BrokerConnection connection;
  private final Topics topics;
  private final ServiceMetrics metrics;
  private final RateLimit refusals;
  private final RateLimit warnings;

  /**
   * @param connection the way to the broker
   * @param topics where responses go
   * @param metrics counts them
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  Responder(
      BrokerConnection connection, Topics topics, ServiceMetrics metrics, LongSupplier nanoTime) {
    this.connection = connection;
    this.topics = topics;
    this.metrics = metrics;
    refusals = new RateLimit(REFUSALS_LOGGED_PER_SECOND, SECOND, nanoTime);
    warnings = new RateLimit(1, SECOND, nanoTime);
  }

  /** Publishes a response; completes when the broker has it, and fails when it will not. */
  Future<Void> respond(CommandResponse response) {
    AnswerLog.write(log, response);
    return publish(response);
  }

  /** Publishes the response to a transcript that was not worked on, as {@link #respond} does. */
  Future<Void> refuse(CommandResponse response) {
    if (refusals.admitsOneMore()) {
      AnswerLog.write(log, response);
    } else {
      warn("more than {} transcripts a second are refused", REFUSALS_LOGGED_PER_SECOND);
    }
    return publish(response);
  }

  private Future<Void> publish(CommandResponse response) {
    metrics.responded(response);
    Future<Void> protobuf = publish(topics.response(), Buffer.buffer(response.toByteArray()));
    Future<Void> json = publish(topics.responseJson(), Buffer.buffer(json(response)));
    return Future.join(protobuf, json).onFailure(this::undelivered).mapEmpty();
  }

  private void undelivered(Throwable cause) {
    metrics.dropped(Drop.RESPONSE_UNDELIVERED);
    warn("a response was not delivered: {}", String.valueOf(cause.getMessage()));
  }

  private void warn(String text, Object detail) {
    if (warnings.admitsOneMore()) {
      log.warn(text, detail);
    }
  }

  private Future<Void> publish(String topic, Buffer payload) {
    return connection.publish(new OutboundMessage(topic, payload, false), TIME_TO_LIVE);
  }

  private static String json(CommandResponse response) {
    try {
      return JSON.print(response);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a response contains no Any, so it has a JSON form", e);
    }
  }
}
