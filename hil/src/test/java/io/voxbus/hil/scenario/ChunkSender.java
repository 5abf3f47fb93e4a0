package io.voxbus.hil.scenario;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.hil.peer.MqttPeer.Heard;
import io.voxbus.module.app.Topics;
import io.voxbus.module.update.OfferedFile;
import io.voxbus.proto.v1.ModelProgress;
import io.voxbus.proto.v1.TransferState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.paho.client.mqttv3.MqttException;

/**
 * Sends bundles as {@code voxbus model send} does, a chunk for each that is awaited; but where that
 * asks again after some seconds, it is told when.
 */
final class ChunkSender implements AutoCloseable {
  private final Topics topics;
  private final int chunkBytes;
  private final MqttPeer peer;

  /** What became of transfers that were not taken. */
  private final Queue<ModelProgress> refused = new ConcurrentLinkedQueue<>();

  private volatile OfferedFile file;

  /** How many chunks it sends. */
  private volatile int part = Integer.MAX_VALUE;

  private volatile boolean askedForMore;

  /**
   * @param broker the broker's port on loopback
   * @param topics the vehicle's
   * @param chunkBytes the size of a chunk
   */
  ChunkSender(int broker, Topics topics, int chunkBytes) {
    this.topics = topics;
    this.chunkBytes = chunkBytes;
    this.file = new OfferedFile("", new byte[0], chunkBytes);
    this.peer = MqttPeer.connected(broker, "sender", this::hear, topics.modelProgress());
  }

  /** Offers a bundle's file. */
  void send(Path bundle) throws IOException {
    file = new OfferedFile(bundle.getFileName().toString(), Files.readAllBytes(bundle), chunkBytes);
    goOn();
  }

  /** Offers a bundle's file, and sends so many of its chunks only. */
  void sendInPart(Path bundle, int chunks) throws IOException {
    part = chunks;
    send(bundle);
  }

  /** Sends all chunks of what it offers from now on. */
  void sendAll() {
    part = Integer.MAX_VALUE;
  }

  /** Whether chunks were asked for beyond the part that is sent. */
  boolean askedForMore() {
    return askedForMore;
  }

  /** Offers it again: whoever has a part of it says what is missing. */
  void goOn() {
    publish(topics.modelOffer(), file.offer());
  }

  /** What was said of transfers that were not taken. */
  Queue<ModelProgress> refused() {
    return refused;
  }

  @Override
  public void close() throws MqttException {
    peer.close();
  }

  private void hear(Heard message) {
    ModelProgress progress = progress(message);
    if (!progress.getSha256().equals(file.offer().getSha256())) {
      return;
    }
    if (progress.getState() == TransferState.TRANSFER_AWAITING && progress.getNext() >= part) {
      askedForMore = true;
    } else if (progress.getState() == TransferState.TRANSFER_AWAITING) {
      publish(topics.modelChunk(), file.chunk(progress.getNext()));
    } else if (progress.getState() != TransferState.TRANSFER_INSTALLED) {
      refused.add(progress);
    }
  }

  private static ModelProgress progress(Heard message) {
    try {
      return ModelProgress.parseFrom(message.payload());
    } catch (InvalidProtocolBufferException rubbish) {
      throw new AssertionError(rubbish);
    }
  }

  private void publish(String topic, MessageLite message) {
    try {
      peer.publishWhenever(topic, message.toByteArray());
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }
}
