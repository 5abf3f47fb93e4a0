package io.voxbus.module.can;

import com.google.protobuf.UnsafeByteOperations;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.DbcSignal;
import io.voxbus.dbc.MessageCodec;
import java.math.BigDecimal;
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

  /** Raw; requests of pulses leave no trace here. */
  private final long[] levels;

  private final long[] first;

  /** What each level was before it was set last, and by which call it was set. */
  private final long[] before;

  private final long[] setBy;

  /** What each level was brought to by commands that were carried out, and by which last. */
  private final long[] settled;

  private final long[] settledBy;

  /** The levels, but for the signals that are asked. */
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
    levels =
        message.signals().stream()
            .mapToLong(signal -> idle.getOrDefault(signal.name(), signal.startRaw()))
            .toArray();
    first = levels.clone();
    before = levels.clone();
    setBy = new long[levels.length];
    settled = levels.clone();
    settledBy = new long[levels.length];
    raws = levels.clone();
    asked = new boolean[levels.length];
    nothing = new boolean[levels.length];
    order = new int[levels.length];
  }

  /** Adds the settled levels that are not as they were at first. */
  void addLevels(List<Level> told) {
    for (int place = 0; place < settled.length; place++) {
      if (settled[place] != first[place]) {
        told.add(new Level(message.name(), message.signals().get(place).name(), settled[place]));
      }
    }
  }

  /** Brings a level to what it was in another life; a signal that is not there is passed over. */
  void restore(Level level) {
    for (int place = 0; place < levels.length; place++) {
      if (message.signals().get(place).name().equals(level.signal())) {
        levels[place] = level.raw();
        raws[place] = level.raw();
        settled[place] = level.raw();
      }
    }
  }

  /** A call that set a level was carried out, and none after it that set the same. */
  void settle(SignalValue level, long call) {
    for (int place = 0; place < settled.length; place++) {
      DbcSignal signal = message.signals().get(place);
      if (signal.name().equals(level.name()) && settledBy[place] <= call) {
        settled[place] = signal.raw(BigDecimal.valueOf(level.value()));
        settledBy[place] = call;
      }
    }
  }

  /** Whether the call under way asks nothing of it yet. */
  boolean quiet() {
    return asks == 0;
  }

  /** What a signal has, in the call under way. */
  long raw(int place) {
    return raws[place];
  }

  /** Asks for a raw value, as {@link DbcSignal#raw} yields it. */
  void ask(int place, long raw) {
    if (quiet()) {
      countBefore = count;
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
      frames.add(frame(codec.encode(levels, nothing), timing.holdMs() + timing.delayMs(i)));
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

  /** Ends the call, which asked for levels that last. */
  void keep(long call) {
    for (int i = 0; i < asks; i++) {
      int place = order[i];
      before[place] = levels[place];
      levels[place] = raws[place];
      setBy[place] = call;
    }
    forget();
  }

  /** Ends the call, of which nothing lasts but that its frames count. */
  void forget() {
    for (int i = 0; i < asks; i++) {
      asked[order[i]] = false;
      raws[order[i]] = levels[order[i]];
    }
    asks = 0;
  }

  /** Ends the call as if it had never been. */
  void undo() {
    count = countBefore;
    forget();
  }

  /** Levels that a call set, and none after it, are again what they were before. */
  void takeBack(long call) {
    for (int place = 0; place < levels.length; place++) {
      if (setBy[place] == call) {
        levels[place] = before[place];
        raws[place] = before[place];
        setBy[place] = 0;
      }
    }
  }
}
