package io.voxbus.hil.run;

import io.voxbus.dbc.SignalReading;
import io.voxbus.hil.bridge.BusLog;
import io.voxbus.hil.bridge.CandumpLine;
import io.voxbus.hil.bridge.FrameContents;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.proto.v1.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** Sees the frames on a bus, which can be off. */
final class BusWatch implements BusLog {
  private final BoardMapping mapping;
  private final ProtectionWatch protection;
  private final Consumer<Seen.What> watcher;
  private volatile boolean off;

  BusWatch(BoardMapping mapping, Consumer<Seen.What> watcher) {
    this.mapping = mapping;
    this.protection = new ProtectionWatch(mapping);
    this.watcher = watcher;
  }

  void off(boolean isOff) {
    off = isOff;
  }

  @Override
  public void sent(String commandId, CandumpLine line) {
    if (off) {
      throw new UncheckedIOException(new IOException("bus-off"));
    }
    Frame frame = line.frame();
    String message =
        mapping
            .dbc()
            .message(frame.getCanId(), frame.getExtended())
            .map(known -> known.name())
            .orElse("");
    List<SignalReading> signals =
        FrameContents.decode(mapping.dbc(), frame)
            .map(FrameContents.Content::readings)
            .orElse(List.of());
    watcher.accept(
        new Seen.OnBus(commandId, line, message, signals, protection.sound(message, frame)));
  }
}
