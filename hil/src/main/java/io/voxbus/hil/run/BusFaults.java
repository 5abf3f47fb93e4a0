package io.voxbus.hil.run;

import com.google.protobuf.ByteString;
import io.voxbus.canbridge.BusLog;
import io.voxbus.canbridge.CandumpLine;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.hil.scenario.Fault;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.can.Protection;
import io.voxbus.proto.v1.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Lets frames go wrong between bridge and bus. What is altered before the bridge it rejects, or
 * protects anew.
 */
final class BusFaults implements BusLog {
  private static final int FROZEN_COUNT = 0;

  private final BoardMapping mapping;
  private final BusLog bus;
  private volatile Fault fault = Fault.BUS_ON;

  /**
   * A bus that works.
   *
   * @param bus takes the frames as they leave
   */
  BusFaults(BoardMapping mapping, BusLog bus) {
    this.mapping = mapping;
    this.bus = bus;
  }

  /** From now on this happens to every frame. */
  void become(Fault other) {
    fault = other;
  }

  @Override
  public void sent(String commandId, CandumpLine line) {
    if (fault == Fault.BUS_OFF) {
      throw new UncheckedIOException(new IOException("bus-off"));
    }
    Frame.Builder frame = line.frame().toBuilder();
    byte[] data = frame.getData().toByteArray();
    alter(data, protection(line.frame()));
    frame.setData(ByteString.copyFrom(data));
    bus.sent(commandId, new CandumpLine(line.at(), line.channel(), frame.build()));
  }

  private void alter(byte[] data, Optional<Protection> protection) {
    switch (fault) {
      case BUS_CORRUPTED -> invert(data);
      case BUS_WITH_WRONG_CHECKSUM ->
          protection
              .flatMap(Protection::checksumBits)
              .ifPresent(bits -> bits.write(data, ~bits.read(data) & (1L << bits.length()) - 1));
      case BUS_WITH_FROZEN_COUNTER ->
          protection.ifPresent(profile -> profile.protect(data, FROZEN_COUNT));
      default -> {
        // the frame is as the bridge made it
      }
    }
  }

  private static void invert(byte[] data) {
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) ~data[i];
    }
  }

  private Optional<Protection> protection(Frame frame) {
    return mapping
        .dbc()
        .message(frame.getCanId(), frame.getExtended())
        .map(DbcMessage::name)
        .flatMap(name -> Optional.ofNullable(mapping.protections().get(name)));
  }
}
