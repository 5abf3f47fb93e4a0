package io.voxbus.canbridge;

import io.voxbus.proto.v1.Frame;
import java.io.IOException;

/** Hands frames to the kernel. */
@FunctionalInterface
interface FrameWriter {
  /**
   * Tries to hand over one frame.
   *
   * @return false when the interface's queue is full at the moment
   * @throws IOException when the interface does not take any
   */
  boolean write(Frame frame) throws IOException;
}
