package io.voxbus.module.ground;

import java.util.List;

/**
 * The computer on which Voxbus runs in a car, as far as the service goes by it.
 *
 * @param computer what it is, for people
 * @param cores how many of its cores Voxbus may use, 1 to 64
 * @param threads how many of them the model uses, 1 to {@code cores}
 * @param memoryMb how much memory the service may take before it warns, in mebibytes
 * @param can its CAN interfaces, the vehicle's first; at least one
 * @param broker where the MQTT broker listens, unless it is said otherwise
 * @param commandRate how many commands may go out in ten seconds, unless it is said otherwise
 */
public record Hardware(
    String computer,
    int cores,
    int threads,
    int memoryMb,
    List<CanInterface> can,
    String broker,
    int commandRate) {
  /** What holds where a board says nothing. */
  public static final Hardware STANDARD =
      new Hardware(
          "", 1, 1, 256, List.of(new CanInterface("vcan0", true)), "mqtt://localhost:1883", 30);

  /**
   * A CAN interface.
   *
   * @param name as Linux names it, for example can0
   * @param fd whether it sends CAN FD frames
   */
  public record CanInterface(String name, boolean fd) {}

  /** Copies the list. */
  public Hardware {
    can = List.copyOf(can);
  }

  /** The interface of the vehicle's bus. */
  public CanInterface channel() {
    return can.get(0);
  }
}
