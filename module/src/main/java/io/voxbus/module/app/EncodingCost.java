package io.voxbus.module.app;

import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import io.voxbus.module.can.CanFrame;
import io.voxbus.module.can.CommandEncoder;
import io.voxbus.module.can.EncodedCommand;
import io.voxbus.module.can.SignalValue;
import io.voxbus.module.interlock.Pass;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What encoding some calls costs.
 *
 * @param times of each call
 * @param bytes allocated for a call, on average
 * @param resultBytes of these for the result, with what making its lists takes
 */
record EncodingCost(Latencies times, double bytes, double resultBytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Of each pass in turn, so many times. */
  static EncodingCost of(CommandEncoder encoder, List<Pass> passes, int rounds) {
    double calls = (double) passes.size() * rounds;
    Latencies times = times(encoder, passes, rounds);
    long bytes = bytes(encoder, passes, rounds);
    long resultBytes = passes.stream().mapToLong(pass -> bytes(encoder.encode(pass))).sum();
    return new EncodingCost(times, bytes / calls, (double) resultBytes / passes.size());
  }

  private static Latencies times(CommandEncoder encoder, List<Pass> passes, int rounds) {
    Latencies times = new Latencies();
    for (int round = 0; round < rounds; round++) {
      for (Pass pass : passes) {
        long started = System.nanoTime();
        encoder.encode(pass);
        times.add(System.nanoTime() - started);
      }
    }
    return times;
  }

  private static long bytes(CommandEncoder encoder, List<Pass> passes, int rounds) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < passes.size(); i++) { // an iterator would be counted, too
        encoder.encode(passes.get(i));
      }
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** What making the same result again takes. */
  private static long bytes(EncodedCommand command) {
    List<byte[]> payloads =
        command.frames().stream().map(frame -> frame.data().toByteArray()).toList();
    List<SignalValue> signals = new ArrayList<>(command.signals());
    List<CanFrame> frames = new ArrayList<>(command.frames());
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < signals.size(); i++) {
      signals.set(i, copy(signals.get(i)));
    }
    for (int i = 0; i < frames.size(); i++) {
      frames.set(i, copy(frames.get(i), payloads.get(i)));
    }
    EncodedCommand copy = new EncodedCommand(command.call(), signals, frames, command.number());
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    return copy.equals(command) ? bytes : 0;
  }

  private static SignalValue copy(SignalValue signal) {
    return new SignalValue(
        signal.message(), signal.name(), signal.value(), signal.label(), signal.unit());
  }

  private static CanFrame copy(CanFrame frame, byte[] payload) {
    return new CanFrame(
        frame.id(), frame.extended(), ByteString.copyFrom(payload), frame.fd(), frame.delayMs());
  }
}
