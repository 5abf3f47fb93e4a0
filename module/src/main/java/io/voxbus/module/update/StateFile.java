package io.voxbus.module.update;

import com.google.protobuf.InvalidProtocolBufferException;
import io.voxbus.proto.v1.ModelStoreState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The file {@code state} of a folder of models: four bytes of CRC-32, big-endian, then a {@code
 * ModelStoreState}. It is replaced at once, so that it is always one of two whole ones.
 */
final class StateFile {
  static final int FORMAT = 1;

  private final Path file;
  private final Disk disk;

  StateFile(Path folder, Disk disk) {
    this.file = folder.resolve("state");
    this.disk = disk;
  }

  /** What it says; empty when it is there and cannot be understood. */
  Optional<ModelStoreState> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.of(ModelStoreState.newBuilder().setFormat(FORMAT).build());
    }
    byte[] bytes = Files.readAllBytes(file);
    return bytes.length < Integer.BYTES
        ? Optional.empty()
        : parsed(
            ByteBuffer.wrap(bytes).getInt(),
            Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
  }

  void write(ModelStoreState state) throws IOException {
    byte[] message = state.toByteArray();
    disk.replace(
        file,
        ByteBuffer.allocate(Integer.BYTES + message.length)
            .putInt(checksum(message))
            .put(message)
            .array());
  }

  private static Optional<ModelStoreState> parsed(int checksum, byte[] message) {
    try {
      return checksum == checksum(message)
          ? Optional.of(ModelStoreState.parseFrom(message))
              .filter(state -> state.getFormat() == FORMAT)
          : Optional.empty();
    } catch (InvalidProtocolBufferException damaged) {
      return Optional.empty();
    }
  }

  private static int checksum(byte[] message) {
    CRC32 crc = new CRC32();
    crc.update(message);
    return (int) crc.getValue();
  }
}
