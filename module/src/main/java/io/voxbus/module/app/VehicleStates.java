package io.voxbus.module.app;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.interlock.VehicleSignal;
import io.voxbus.module.interlock.VehicleSnapshot;
import io.voxbus.module.interlock.VehicleSnapshot.Reading;
import io.voxbus.proto.v1.StateSignal;
import io.voxbus.proto.v1.VehicleState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The last known value of each vehicle signal that an interlock needs.
 *
 * <p>A value ages by two clocks, and the one that makes it older counts: the time of day, by which
 * its sender says when it was measured, and the monotonic clock, which no clock change can stop. A
 * time in the future says nothing about an age, so such a value is not taken.
 */
final class VehicleStates {
  /** Two computers' clocks differ by some milliseconds. */
  private static final long AHEAD_MS = 500;

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Runnable ahead;
  private final Map<String, Known> known = new HashMap<>();

  /** The forms in which a state comes. */
  enum Form {
    /** The bytes of a {@code voxbus.v1.VehicleState}. */
    PROTOBUF,
    /** Its canonical JSON. */
    JSON
  }

  private record Known(Object value, long atMs, long arrivedNanos) {}

  /**
   * Knows nothing yet.
   *
   * @param clock the time of day
   * @param nanoTime a clock as {@link System#nanoTime}
   * @param ahead told of each value that is not taken because its time lies ahead of the clock
   */
  VehicleStates(InstantSource clock, LongSupplier nanoTime, Runnable ahead) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.ahead = ahead;
  }

  /** Takes a {@code voxbus.v1.VehicleState}; false when it is none. */
  boolean take(Buffer payload, Form form) {
    try {
      parse(payload, form).getSignalsList().stream()
          .filter(signal -> VehicleSignal.paths().contains(signal.getPath()))
          .forEach(this::note);
      return true;
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  /** What is known now. */
  VehicleSnapshot snapshot() {
    Map<String, Reading> readings = new HashMap<>();
    known.forEach(
        (path, value) ->
            age(value).ifPresent(age -> readings.put(path, new Reading(value.value(), age))));
    return new VehicleSnapshot(readings);
  }

  private static VehicleState parse(Buffer payload, Form form)
      throws InvalidProtocolBufferException {
    if (form == Form.PROTOBUF) {
      return VehicleState.parseFrom(payload.getBytes());
    }
    VehicleState.Builder state = VehicleState.newBuilder();
    JsonFormat.parser()
        .ignoringUnknownFields()
        .merge(payload.toString(StandardCharsets.UTF_8), state);
    return state.build();
  }

  private void note(StateSignal signal) {
    long now = clock.millis();
    long atMs = signal.getAtMs() == 0 ? now : signal.getAtMs();
    if (atMs > now + AHEAD_MS) {
      ahead.run();
      return;
    }
    Known last = known.get(signal.getPath());
    boolean newer = last == null || last.atMs() <= atMs || last.atMs() > now + AHEAD_MS;
    if (newer) {
      value(signal)
          .ifPresent(
              value -> known.put(signal.getPath(), new Known(value, atMs, nanoTime.getAsLong())));
    }
  }

  /** How old a value is; empty when the clock was set back so far that nobody can tell. */
  private Optional<Duration> age(Known value) {
    Duration measured = Duration.ofMillis(Math.max(0, since(value.atMs())));
    Duration arrived = Duration.ofNanos(nanoTime.getAsLong() - value.arrivedNanos());
    return value.atMs() > clock.millis() + AHEAD_MS
        ? Optional.empty()
        : Optional.of(measured.compareTo(arrived) > 0 ? measured : arrived);
  }

  /** Milliseconds since a time; as many as there are for one so long ago that they overflow. */
  private long since(long atMs) {
    long now = clock.millis();
    return atMs < now - Long.MAX_VALUE ? Long.MAX_VALUE : now - atMs;
  }

  private static Optional<Object> value(StateSignal signal) {
    return switch (signal.getValueCase()) {
      case FLAG -> Optional.of(signal.getFlag());
      case NUMBER -> Optional.of(signal.getNumber());
      case TEXT -> Optional.of(signal.getText());
      case VALUE_NOT_SET -> Optional.empty();
    };
  }
}
