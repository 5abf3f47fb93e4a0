package io.voxbus.module.resolve;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** Buffers outside the Java heap, which ONNX Runtime reads and writes in place. */
final class DirectBuffers {
  private DirectBuffers() {}

  static LongBuffer longs(int count) {
    return bytes((long) count * Long.BYTES).asLongBuffer();
  }

  static FloatBuffer floats(int count) {
    return bytes((long) count * Float.BYTES).asFloatBuffer();
  }

  private static ByteBuffer bytes(long count) {
    return ByteBuffer.allocateDirect(Math.toIntExact(count)).order(ByteOrder.nativeOrder());
  }
}
