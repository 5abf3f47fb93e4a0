package io.voxbus.canbridge;

import io.voxbus.proto.v1.Frame;
import java.util.List;

/**
 * Which bus, and what of it.
 *
 * @param name the network interface's, for example {@code can0}
 * @param fd whether frames of CAN FD are sent or heard
 * @param heard the identifiers that are listened to; only that part of each frame counts
 */
public record SocketCanSettings(String name, boolean fd, List<Frame> heard) {
  /** Copies the list. */
  public SocketCanSettings {
    heard = List.copyOf(heard);
  }
}
