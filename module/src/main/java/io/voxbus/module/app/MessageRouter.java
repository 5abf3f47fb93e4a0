package io.voxbus.module.app;

import io.voxbus.module.bridge.AckTracker;
import io.voxbus.module.bridge.InboundMessage;
import io.voxbus.module.interlock.RateLimit;
import io.voxbus.module.observe.Drop;
import io.voxbus.module.speech.TranscriptFormat;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each message of the broker to whom it is for.
 *
 * <p>States and acks have a largest size and a highest rate, far above what a car needs; what is
 * beyond is dropped unread, and counted. A transcript's limits are the intake's: each is answered.
 */
final class MessageRouter {
  private static final Logger log = LoggerFactory.getLogger(MessageRouter.class);

  /** All signals that the interlocks know fit in a hundredth of it. */
  static final int LARGEST_STATE = 64 * 1024;

  static final int STATES_PER_SECOND = 500;

  /** An id, a reason and a detail. */
  static final int LARGEST_ACK = 4 * 1024;

  /** Three for each of the commands that the model could ever ask for. */
  static final int ACKS_PER_SECOND = 3000;

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Topics topics;
  private final BiConsumer<InboundMessage, TranscriptFormat> transcripts;
  private final AckTracker acks;
  private final VehicleStates vehicle;
  private final Consumer<Drop> dropped;
  private final RateLimit states;
  private final RateLimit ackRate;
  private final RateLimit warnings;

  /**
   * @param topics by which messages are told apart
   * @param transcripts takes transcripts, and acknowledges them
   * @param acks takes the bridge's acks
   * @param vehicle takes vehicle states
   * @param dropped told why a message led to nothing
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  MessageRouter(
      Topics topics,
      BiConsumer<InboundMessage, TranscriptFormat> transcripts,
      AckTracker acks,
      VehicleStates vehicle,
      Consumer<Drop> dropped,
      LongSupplier nanoTime) {
    this.topics = topics;
    this.transcripts = transcripts;
    this.acks = acks;
    this.vehicle = vehicle;
    this.dropped = dropped;
    states = new RateLimit(STATES_PER_SECOND, SECOND, nanoTime);
    ackRate = new RateLimit(ACKS_PER_SECOND, SECOND, nanoTime);
    warnings = new RateLimit(1, SECOND, nanoTime);
  }

  /** Takes a message. */
  void take(InboundMessage message) {
    String topic = message.topic();
    if (topic.equals(topics.transcript())) {
      transcripts.accept(message, TranscriptFormat.PROTOBUF);
    } else if (topic.equals(topics.transcriptJson())) {
      transcripts.accept(message, TranscriptFormat.JSON);
    } else {
      takeReport(message);
      message.acknowledge();
    }
  }

  private void takeReport(InboundMessage message) {
    if (message.topic().equals(topics.ack())) {
      takeAck(message);
    } else if (message.topic().equals(topics.vehicleState())) {
      takeState(message, VehicleStates.Form.PROTOBUF);
    } else if (message.topic().equals(topics.vehicleStateJson())) {
      takeState(message, VehicleStates.Form.JSON);
    }
  }

  private void takeAck(InboundMessage message) {
    if (message.payload().length() > LARGEST_ACK) {
      drop(Drop.ACK_TOO_LARGE, "an ack is larger than any of ours");
    } else if (!ackRate.admitsOneMore()) {
      drop(Drop.ACK_TOO_MANY, "more acks come than commands can have");
    } else {
      acks.take(message.payload());
    }
  }

  /** A retained state may be of any age, whatever its time says: it is not taken. */
  private void takeState(InboundMessage message, VehicleStates.Form form) {
    if (message.retained()) {
      drop(Drop.STATE_RETAINED, "a vehicle state was retained: states are never retained");
    } else if (message.payload().length() > LARGEST_STATE) {
      drop(Drop.STATE_TOO_LARGE, "a vehicle state is larger than " + LARGEST_STATE + " bytes");
    } else if (!states.admitsOneMore()) {
      drop(Drop.STATE_TOO_MANY, "more than " + STATES_PER_SECOND + " vehicle states in a second");
    } else if (!vehicle.take(message.payload(), form)) {
      drop(Drop.STATE_UNREADABLE, "a vehicle state could not be read");
    }
  }

  /** Whoever floods a topic does not flood the log. */
  private void drop(Drop reason, String why) {
    dropped.accept(reason);
    if (warnings.admitsOneMore()) {
      log.warn("dropped: {}", why);
    }
  }
}
