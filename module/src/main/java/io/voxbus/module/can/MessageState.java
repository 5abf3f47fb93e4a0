package io.voxbus.module.can;

import com.google.protobuf.UnsafeByteOperations;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.DbcSignal;
import io.voxbus.dbc.MessageCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message as an encoder sends it: its levels that were sent last, what the call under way asks
 * of it, and its counter. In arrays by the place of a signal in the message, as frames are to cost
 * no object but themselves.
 *
 * <p>Confined to one thread, as its encoder is.
 */
final class MessageState {
  private final DbcMessage message;
  private final MessageCodec codec;
  private final Optional<Protection> protection;

  /** Requests of pulses leave no trace here. */
  private final Levels levels;

  /** In the call under way: the levels, but for the signals that are asked. */
  private final long[] raws;

  private final boolean[] asked;
  private final boolean[] nothing;

  /** The places that are asked, in their order. */
  private final int[] order;

  private int asks;
  private int count;
  private int countBefore;

  /**
   * @param idle raw values to begin with instead of start values, by signal name
   */
  MessageState(DbcMessage message, Map<String, Long> idle, Optional<Protection> protection) {
    this.message = message;
    this.protection = protection;
    codec = new MessageCodec(message);
    raws =
        message.signals().stream()
            .mapToLong(signal -> idle.getOrDefault(signal.name(), signal.startRaw()))
            .toArray();
    levels = new Levels(raws);
    asked = new boolean[raws.length];
    nothing = new boolean[raws.length];
    order = new int[raws.length];
  }

  /** Adds the levels that, by what was carried out, are not as they were at first. */
  void addLevels(List<Level> told) {
    for (int place = 0; place < raws.length; place++) {
      if (!levels.isAsAtFirst(place)) {
        told.add(
            new Level(message.name(), message.signals().get(place).name(), levels.settled(place)));
      }
    }
  }

  /** Brings a level to what it was in another life; a signal that is not there is passed over. */
  void restore(Level level) {
    for (int place = 0; place < raws.length; place++) {
      if (message.signals().get(place).name().equals(level.signal())) {
        levels.restore(place, level.raw());
      }
    }
  }

  /** The levels, which know what became of each call. */
  Levels levels() {
    return levels;
  }

  /** Whether the call under way asks nothing of it yet. */
  boolean quiet() {
    return asks == 0;
  }

  /** What a signal has, in the call under way. */
  long raw(int place) {
    return asked[place] ? raws[place] : levels.now(place);
  }

  /** Asks for a raw value, as {@link DbcSignal#raw} yields it. */
  void ask(int place, long raw) {
    if (quiet()) {
      countBefore = count;
      System.arraycopy(levels.all(), 0, raws, 0, raws.length);
    }
    if (!asked[place]) {
      asked[place] = true;
      order[asks++] = place;
    }
    raws[place] = raw;
  }

  /** Adds what is asked, as the receiver reads it: rounded to what a signal can carry. */
  void addSignals(List<SignalValue> signals) {
    for (int i = 0; i < asks; i++) {
      DbcSignal signal = message.signals().get(order[i]);
      long raw = raws[order[i]];
      String label = signal.labels().isEmpty() ? "" : signal.label(raw).orElse("");
      signals.add(
          new SignalValue(message.name(), signal.name(), signal.number(raw), label, signal.unit()));
    }
  }

  /** Adds the frames of what is asked. */
  void addFrames(Timing timing, List<CanFrame> frames) {
    for (int i = 0; i < timing.times(); i++) {
      frames.add(frame(codec.encode(raws, asked), timing.delayMs(i)));
    }
    for (int i = 0; timing.pulse() && i < timing.times(); i++) {
      frames.add(frame(codec.encode(levels.all(), nothing), timing.holdMs() + timing.delayMs(i)));
    }
  }

  private CanFrame frame(byte[] payload, int delayMs) {
    if (protection.isPresent()) {
      protection.get().protect(payload, next(protection.get()));
    }
    // Nobody else has the payload: a copy would be garbage.
    return new CanFrame(
        message.id(),
        message.extended(),
        UnsafeByteOperations.unsafeWrap(payload),
        message.fd(),
        delayMs);
  }

  private int next(Protection guard) {
    int now = count;
    count = (now + 1) % guard.modulo();
    return now;
  }

  /** Ends the call, which asked for levels that last when it is carried out. */
  void keep(long call) {
    for (int i = 0; i < asks; i++) {
      levels.send(order[i], raws[order[i]], call);
    }
    forget();
  }

  /** Ends the call, of which nothing lasts but that its frames count. */
  void forget() {
    for (int i = 0; i < asks; i++) {
      asked[order[i]] = false;
    }
    asks = 0;
  }

  /** The levels that the call under way asks for were carried out. */
  void settle(long call) {
    for (int i = 0; i < asks; i++) {
      levels.settle(order[i], raws[order[i]], call);
    }
  }

  /** Ends the call as if it had never been. */
  void undo() {
    count = countBefore;
    forget();
  }
}
