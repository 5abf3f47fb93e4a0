package io.voxbus.module.app;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.InboundMessage;
import io.voxbus.module.bridge.OutboundMessage;
import io.voxbus.module.update.Transfer;
import io.voxbus.proto.v1.ModelChunk;
import io.voxbus.proto.v1.ModelOffer;
import io.voxbus.proto.v1.ModelProgress;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes model bundles that come over MQTT; files are written on a thread for that. */
final class ModelIntake {
  private static final Logger log = LoggerFactory.getLogger(ModelIntake.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** More than a sender that awaits each answer ever has on its way. */
  private static final int MOST_WAITING = 8;

  private final Topics topics;
  private final Transfer transfer;
  private final WorkerExecutor worker;
  private final BrokerConnection connection;
  private int waiting;

  ModelIntake(
      Topics topics, Transfer transfer, WorkerExecutor worker, BrokerConnection connection) {
    this.topics = topics;
    this.transfer = transfer;
    this.worker = worker;
    this.connection = connection;
  }

  /** Whether a message is for this. */
  boolean wants(String topic) {
    return topic.equals(topics.modelOffer()) || topic.equals(topics.modelChunk());
  }

  /** Takes a message; what is too much is dropped, as its sender asks again. */
  void take(InboundMessage message) {
    message.acknowledge();
    if (message.retained() || waiting >= MOST_WAITING) {
      return;
    }
    waiting++;
    worker
        .executeBlocking(() -> answer(message), true)
        .onComplete(answered -> waiting--)
        .onSuccess(progress -> progress.ifPresent(this::publish))
        .onFailure(fault -> log.error("a model bundle could not be taken", fault));
  }

  private Optional<ModelProgress> answer(InboundMessage message) {
    try {
      byte[] payload = message.payload().getBytes();
      return message.topic().equals(topics.modelOffer())
          ? Optional.of(transfer.offered(ModelOffer.parseFrom(payload)))
          : transfer.chunk(ModelChunk.parseFrom(payload));
    } catch (InvalidProtocolBufferException unreadable) {
      log.warn("dropped: a message with a model bundle could not be read");
      return Optional.empty();
    }
  }

  private void publish(ModelProgress progress) {
    if (!progress.getReason().isEmpty()) {
      log.error("a model bundle is not taken: {}", progress.getReason());
    }
    connection.publish(
        new OutboundMessage(topics.modelProgress(), Buffer.buffer(progress.toByteArray()), false),
        PATIENCE);
  }
}
