package io.voxbus.canbridge;

/** Takes the frames that the virtual bridge puts on its bus, in the order of sending. */
@FunctionalInterface
public interface BusLog {
  /**
   * Takes one frame.
   *
   * @param commandId the command that it belongs to
   * @throws java.io.UncheckedIOException when it cannot be written; the bridge then says that its
   *     bus is unavailable
   */
  void sent(String commandId, CandumpLine line);
}
