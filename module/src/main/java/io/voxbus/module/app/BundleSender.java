package io.voxbus.module.app;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.InboundMessage;
import io.voxbus.module.bridge.OutboundMessage;
import io.voxbus.module.update.OfferedFile;
import io.voxbus.proto.v1.ModelProgress;
import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * Sends a bundle's file in chunks: the next one when the vehicle asks for it. An answer that does
 * not come is asked for again, so that it does not matter who was away for how long. To be used on
 * the Vert.x context of the constructor.
 */
final class BundleSender {
  private final Vertx vertx;
  private final BrokerConnection connection;
  private final Topics topics;
  private final OfferedFile file;
  private final Duration patience;
  private final IntConsumer reached;
  private final Promise<ModelProgress> done = Promise.promise();
  private int onItsWay = -1;
  private long timer = -1;

  /**
   * @param vertx where it runs
   * @param connection subscribed to the topic of progress
   * @param topics the vehicle's
   * @param file what is sent
   * @param patience how long an answer may take
   * @param reached told of the chunk that is awaited
   */
  BundleSender(
      Vertx vertx,
      BrokerConnection connection,
      Topics topics,
      OfferedFile file,
      Duration patience,
      IntConsumer reached) {
    this.vertx = vertx;
    this.connection = connection;
    this.topics = topics;
    this.file = file;
    this.patience = patience;
    this.reached = reached;
  }

  /** Offers the file, and sends it; completes with the last answer. */
  Future<ModelProgress> send() {
    offer();
    return done.future();
  }

  /** Takes the vehicle's answers. */
  void take(InboundMessage message) {
    message.acknowledge();
    try {
      ModelProgress progress = ModelProgress.parseFrom(message.payload().getBytes());
      if (progress.getSha256().equals(file.offer().getSha256())) {
        take(progress);
      }
    } catch (InvalidProtocolBufferException unreadable) {
      waitAgain();
    }
  }

  private void take(ModelProgress progress) {
    switch (progress.getState()) {
      case TRANSFER_AWAITING -> sendChunk(progress.getNext());
      case TRANSFER_INSTALLED, TRANSFER_REFUSED, TRANSFER_FAILED -> end(progress);
      default -> waitAgain();
    }
  }

  private void end(ModelProgress last) {
    vertx.cancelTimer(timer);
    done.tryComplete(last);
  }

  private void offer() {
    onItsWay = -1;
    publish(topics.modelOffer(), file.offer().toByteArray());
  }

  /** An answer that comes twice makes no second chunk. */
  private void sendChunk(int index) {
    if (index == onItsWay || index < 0 || index >= file.chunks()) {
      return;
    }
    reached.accept(index);
    onItsWay = index;
    publish(topics.modelChunk(), file.chunk(index).toByteArray());
  }

  private void publish(String topic, byte[] payload) {
    connection.publish(new OutboundMessage(topic, Buffer.buffer(payload), false), patience);
    waitAgain();
  }

  private void waitAgain() {
    vertx.cancelTimer(timer);
    timer =
        vertx.setTimer(
            patience.toMillis(),
            late -> {
              if (!done.future().isComplete()) {
                offer();
              }
            });
  }
}
