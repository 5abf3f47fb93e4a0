package io.voxbus.module.app;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.OutboundMessage;
import io.voxbus.module.observe.AnswerLog;
import io.voxbus.module.observe.Drop;
import io.voxbus.module.observe.ServiceMetrics;
import io.voxbus.proto.v1.CommandResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes responses, as protobuf and as JSON, and counts them. */
final class Responder {
  private static final Logger log = LoggerFactory.getLogger(Responder.class);
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().omittingInsignificantWhitespace();

  /** Longer than a broker's restart, and short enough that nobody wonders what is meant. */
  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(1);

  private final BrokerConnection connection;
  private final Topics topics;
  private final ServiceMetrics metrics;

  Responder(BrokerConnection connection, Topics topics, ServiceMetrics metrics) {
    this.connection = connection;
    this.topics = topics;
    this.metrics = metrics;
  }

  /** Publishes a response; completes when the broker has it or its time was up. */
  Future<Void> respond(CommandResponse response) {
    metrics.responded(response);
    AnswerLog.write(log, response);
    Future<Void> protobuf = publish(topics.response(), Buffer.buffer(response.toByteArray()));
    Future<Void> json = publish(topics.responseJson(), Buffer.buffer(json(response)));
    return Future.join(protobuf, json).onFailure(this::undelivered).otherwiseEmpty().mapEmpty();
  }

  private void undelivered(Throwable cause) {
    metrics.dropped(Drop.RESPONSE_UNDELIVERED);
    log.warn("a response was not delivered: {}", cause.getMessage());
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
