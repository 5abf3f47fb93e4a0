package io.voxbus.module.update;

import com.google.protobuf.ByteString;
import io.voxbus.module.resolve.BundleException;
import io.voxbus.proto.v1.ModelChunk;
import io.voxbus.proto.v1.ModelOffer;
import io.voxbus.proto.v1.ModelProgress;
import io.voxbus.proto.v1.TransferState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bundle that comes in chunks. What has come is on the disk, so that a transfer goes on where it
 * was, whoever was away; what cannot be installed is deleted. Belongs to one thread.
 */
public final class Transfer {
  private static final Logger log = LoggerFactory.getLogger(Transfer.class);
  private static final long LARGEST = 64L << 20;
  private static final int SMALLEST_CHUNK = 1 << 10;
  private static final int LARGEST_CHUNK = 1 << 18;
  private static final int HASH_BYTES = 32;

  private final ModelStore store;
  private final ReleaseKeys trusted;
  private final Disk disk;
  private final Path folder;
  private final Path part;
  private final Path offerFile;
  private Optional<ModelOffer> offer = Optional.empty();
  private Optional<ByteString> installed = Optional.empty();

  Transfer(ModelStore store, ReleaseKeys trusted, Disk disk) {
    this.store = store;
    this.trusted = trusted;
    this.disk = disk;
    this.folder = store.places().transfers();
    this.part = folder.resolve("part");
    this.offerFile = folder.resolve("offer");
  }

  /**
   * Goes on with what had come before.
   *
   * @param store where the bundle is installed
   * @param trusted by whom it must be signed
   */
  public static Transfer into(ModelStore store, ReleaseKeys trusted) {
    Transfer transfer = new Transfer(store, trusted, store.disk());
    transfer.offer = transfer.readOffer();
    return transfer;
  }

  /** Takes an offer, or goes on with one that was taken before. */
  public ModelProgress offered(ModelOffer offered) {
    Optional<String> problem = problem(offered);
    if (problem.isPresent()) {
      return progress(offered.getSha256(), TransferState.TRANSFER_REFUSED, problem.get());
    }
    if (installed.filter(offered.getSha256()::equals).isPresent()) {
      return progress(offered.getSha256(), TransferState.TRANSFER_INSTALLED, "");
    }
    try {
      if (!offer.filter(offered::equals).isPresent()) {
        begin(offered);
      }
      return goOn(offered);
    } catch (IOException e) {
      return progress(
          offered.getSha256(), TransferState.TRANSFER_REFUSED, "it cannot be written: " + e);
    }
  }

  /** Takes a chunk; empty when it belongs to no transfer that is under way. */
  public Optional<ModelProgress> chunk(ModelChunk chunk) {
    Optional<ModelOffer> current =
        offer.filter(under -> under.getSha256().equals(chunk.getSha256()));
    if (current.isEmpty()) {
      return Optional.empty();
    }
    try {
      write(chunk, current.get());
      return Optional.of(goOn(current.get()));
    } catch (IOException e) {
      return Optional.of(
          progress(chunk.getSha256(), TransferState.TRANSFER_FAILED, "it cannot be written: " + e));
    }
  }

  private static Optional<String> problem(ModelOffer offered) {
    if (offered.getSha256().size() != HASH_BYTES) {
      return Optional.of("sha256 must have 32 bytes");
    }
    if (offered.getBytes() < 1 || offered.getBytes() > LARGEST) {
      return Optional.of("bytes must be 1 to " + LARGEST);
    }
    return offered.getChunkBytes() < SMALLEST_CHUNK || offered.getChunkBytes() > LARGEST_CHUNK
        ? Optional.of("chunk_bytes must be %d to %d".formatted(SMALLEST_CHUNK, LARGEST_CHUNK))
        : Optional.empty();
  }

  private void begin(ModelOffer offered) throws IOException {
    offer = Optional.empty();
    disk.delete(folder);
    disk.makeFolder(folder);
    disk.replace(offerFile, offered.toByteArray());
    offer = Optional.of(offered);
  }

  private void write(ModelChunk chunk, ModelOffer current) throws IOException {
    long place = (long) chunk.getIndex() * current.getChunkBytes();
    long size = Math.min(current.getChunkBytes(), current.getBytes() - place);
    boolean awaited =
        chunk.getIndex() == next(current)
            && chunk.getData().size() == size
            && checksum(chunk.getData()) == chunk.getCrc32();
    if (awaited) {
      disk.writeAt(part, place, chunk.getData().toByteArray());
    }
  }

  private ModelProgress goOn(ModelOffer current) throws IOException {
    return have() == current.getBytes()
        ? install(current)
        : ModelProgress.newBuilder()
            .setSha256(current.getSha256())
            .setState(TransferState.TRANSFER_AWAITING)
            .setNext(next(current))
            .build();
  }

  private ModelProgress install(ModelOffer current) throws IOException {
    try {
      if (!Arrays.equals(Digests.sha256(part), current.getSha256().toByteArray())) {
        throw new UpdateException("the file is not the one that was offered", "send it again");
      }
      try (BundlePackage carrier = BundlePackage.open(part)) {
        store.install(carrier, trusted, false);
      }
      end();
      installed = Optional.of(current.getSha256());
      return progress(current.getSha256(), TransferState.TRANSFER_INSTALLED, "");
    } catch (UpdateException | BundleException | UncheckedIOException unusable) {
      end();
      return progress(
          current.getSha256(),
          TransferState.TRANSFER_FAILED,
          String.valueOf(unusable.getMessage()));
    }
  }

  private void end() throws IOException {
    offer = Optional.empty();
    disk.delete(folder);
  }

  /** Whole chunks only: the last one may have been cut off. */
  private int next(ModelOffer current) throws IOException {
    return (int) (have() / current.getChunkBytes());
  }

  private long have() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  private Optional<ModelOffer> readOffer() {
    try {
      return Files.exists(offerFile)
          ? Optional.of(ModelOffer.parseFrom(Files.readAllBytes(offerFile)))
          : Optional.empty();
    } catch (IOException unusable) {
      log.warn("the transfer of a model begins anew: {}", unusable.getMessage());
      return Optional.empty();
    }
  }

  private static ModelProgress progress(ByteString sha256, TransferState state, String reason) {
    return ModelProgress.newBuilder().setSha256(sha256).setState(state).setReason(reason).build();
  }

  /**
   * The checksum of a chunk.
   *
   * @param data its bytes
   */
  public static int checksum(ByteString data) {
    CRC32 crc = new CRC32();
    crc.update(data.asReadOnlyByteBuffer());
    return (int) crc.getValue();
  }
}
