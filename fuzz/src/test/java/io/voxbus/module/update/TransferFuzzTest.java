package io.voxbus.module.update;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.voxbus.fuzz.ScratchFile;
import io.voxbus.proto.v1.ModelChunk;
import io.voxbus.proto.v1.ModelOffer;
import io.voxbus.proto.v1.ModelProgress;
import io.voxbus.proto.v1.TransferState;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Offers and chunks of a bundle, in any order, sound or not. */
final class TransferFuzzTest {
  private static final int CHUNK = 1 << 10;
  private static final ScratchFile KEY = new ScratchFile("public.pem");
  private static final Path FOLDER = folder();
  private static final ModelStore STORE =
      ModelStore.open(FOLDER, FOLDER.resolve("none"), Catalogue.standard());
  private static final ReleaseKeys SOMEBODY =
      ReleaseKeys.read(
          KEY.with(ReleaseKeys.generate().publicKey().getBytes(StandardCharsets.US_ASCII)));

  private static Path folder() {
    try {
      return Files.createTempDirectory("voxbus-fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FuzzTest
  void installsNothingThatNobodySigned(FuzzedDataProvider data) throws IOException {
    Disk.real().delete(STORE.places().transfers());
    Transfer transfer = Transfer.into(STORE, SOMEBODY);
    byte[] sound = data.consumeBytes(3 * CHUNK);
    while (data.remainingBytes() > 0) {
      Optional<ModelProgress> progress = next(transfer, sound, data);
      progress.ifPresent(TransferFuzzTest::requireNothingInstalled);
    }
  }

  private static Optional<ModelProgress> next(
      Transfer transfer, byte[] sound, FuzzedDataProvider data) throws IOException {
    try {
      return switch (data.consumeInt(0, 3)) {
        case 0 -> Optional.of(transfer.offered(offer(sound)));
        case 1 -> transfer.chunk(chunk(sound, data.consumeInt(0, 3)));
        case 2 -> Optional.of(transfer.offered(ModelOffer.parseFrom(data.consumeBytes(100))));
        default -> transfer.chunk(ModelChunk.parseFrom(data.consumeBytes(100)));
      };
    } catch (InvalidProtocolBufferException unreadable) {
      return Optional.empty();
    }
  }

  private static ModelOffer offer(byte[] file) {
    return ModelOffer.newBuilder()
        .setSha256(sha256(file))
        .setBytes(file.length)
        .setChunkBytes(CHUNK)
        .build();
  }

  private static ModelChunk chunk(byte[] file, int index) {
    int begin = Math.min(index * CHUNK, file.length);
    ByteString data = ByteString.copyFrom(file, begin, Math.min(CHUNK, file.length - begin));
    return ModelChunk.newBuilder()
        .setSha256(sha256(file))
        .setIndex(index)
        .setData(data)
        .setCrc32(Transfer.checksum(data))
        .build();
  }

  private static ByteString sha256(byte[] file) {
    return ByteString.copyFrom(Digests.sha256(file));
  }

  private static void requireNothingInstalled(ModelProgress progress) {
    assertNotEquals(TransferState.TRANSFER_INSTALLED, progress.getState());
    assertTrue(
        progress.getState() == TransferState.TRANSFER_AWAITING || !progress.getReason().isEmpty());
  }
}
