package io.voxbus.hil.run;

import io.voxbus.canbridge.BusLog;
import io.voxbus.canbridge.CandumpLine;
import io.voxbus.canbridge.FrameContents;
import io.voxbus.dbc.SignalReading;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.proto.v1.Frame;
import java.util.List;
import java.util.function.Consumer;

/** Sees the frames on a bus. */
final class BusWatch implements BusLog {
  private final BoardMapping mapping;
  private final ProtectionWatch protection;
  private final Consumer<Seen.What> watcher;

  BusWatch(BoardMapping mapping, Consumer<Seen.What> watcher) {
    this.mapping = mapping;
    this.protection = new ProtectionWatch(mapping);
    this.watcher = watcher;
  }

  @Override
  public void sent(String commandId, CandumpLine line) {
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
