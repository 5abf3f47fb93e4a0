package io.voxbus.module.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.voxbus.module.resolve.TinyBundle;
import io.voxbus.proto.v1.ModelChunk;
import io.voxbus.proto.v1.ModelOffer;
import io.voxbus.proto.v1.ModelProgress;
import io.voxbus.proto.v1.TransferState;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferTest {
  private static final int CHUNK = 4096;

  @TempDir private Path folder;
  private Releases releases;
  private ModelStore store;
  private byte[] file = new byte[0];

  @BeforeEach
  void open() throws IOException {
    releases = new Releases(folder);
    store = ModelStore.open(folder.resolve("models"), TinyBundle.folder(), Catalogue.standard());
    file = Files.readAllBytes(releases.bundle("sent", 1));
  }

  private Transfer transfer() {
    return Transfer.into(store, releases.trusted());
  }

  private OfferedFile sent() {
    return new OfferedFile("sent", file, CHUNK);
  }

  private ModelOffer.Builder offer() {
    return sent().offer().toBuilder();
  }

  private int chunks() {
    return sent().chunks();
  }

  private ModelChunk chunk(int index) {
    return sent().chunk(index);
  }

  private static int next(Optional<ModelProgress> progress) {
    assertEquals(TransferState.TRANSFER_AWAITING, progress.orElseThrow().getState());
    return progress.orElseThrow().getNext();
  }

  /** Sends from a chunk on to the end, and yields the last answer. */
  private ModelProgress send(Transfer transfer, int from) {
    Optional<ModelProgress> last = Optional.empty();
    for (int index = from; index < chunks(); index++) {
      last = transfer.chunk(chunk(index));
    }
    return last.orElseThrow();
  }

  @Test
  void an_offer_beyond_the_limits_is_refused() {
    for (ModelOffer bad :
        new ModelOffer[] {
          offer().setSha256(ByteString.EMPTY).build(),
          offer().setBytes(0).build(),
          offer().setBytes((64L << 20) + 1).build(),
          offer().setChunkBytes(0).build(),
          offer().setChunkBytes(-5).build(),
          offer().setChunkBytes((256 << 10) + 1).build()
        }) {
      assertEquals(TransferState.TRANSFER_REFUSED, transfer().offered(bad).getState());
    }
    assertTrue(Files.notExists(store.places().transfers()));
  }

  @Test
  void chunks_of_no_offer_are_not_answered() {
    assertEquals(Optional.empty(), transfer().chunk(chunk(0)));
  }

  @Test
  void a_chunk_that_is_early_doubled_damaged_or_too_long_changes_nothing() {
    Transfer transfer = transfer();
    transfer.offered(offer().build());
    assertEquals(0, next(transfer.chunk(chunk(2))));
    assertEquals(0, next(transfer.chunk(chunk(0).toBuilder().setCrc32(1).build())));
    assertEquals(0, next(transfer.chunk(chunk(1).toBuilder().setIndex(-1).build())));
    ByteString twice = chunk(0).getData().concat(chunk(0).getData());
    assertEquals(
        0,
        next(
            transfer.chunk(
                chunk(0).toBuilder().setData(twice).setCrc32(Transfer.checksum(twice)).build())));
    assertEquals(1, next(transfer.chunk(chunk(0))));
    assertEquals(1, next(transfer.chunk(chunk(0))));
  }

  @Test
  void a_transfer_goes_on_where_it_was_after_a_restart() throws IOException {
    Transfer before = transfer();
    before.offered(offer().build());
    before.chunk(chunk(0));
    before.chunk(chunk(1));
    // A third chunk of which a part had come to the disk.
    Files.write(
        store.places().transfers().resolve("part"), new byte[100], StandardOpenOption.APPEND);
    Transfer after = transfer();
    assertEquals(2, after.offered(offer().build()).getNext());
    assertEquals(TransferState.TRANSFER_INSTALLED, send(after, 2).getState());
    assertEquals("sent", store.places().id(store.state().getPending()));
  }

  @Test
  void another_offer_takes_the_place_of_one_that_is_not_complete() {
    Transfer transfer = transfer();
    transfer.offered(offer().build());
    transfer.chunk(chunk(0));
    assertEquals(0, transfer.offered(offer().setBytes(file.length - 1).build()).getNext());
  }

  @Test
  void a_file_that_is_not_the_offered_one_is_deleted() {
    Transfer transfer = transfer();
    transfer.offered(offer().build());
    ModelChunk changed = chunk(0);
    byte[] data = changed.getData().toByteArray();
    data[0] ^= 1;
    ByteString other = ByteString.copyFrom(data);
    transfer.chunk(changed.toBuilder().setData(other).setCrc32(Transfer.checksum(other)).build());
    ModelProgress last = send(transfer, 1);
    assertEquals(TransferState.TRANSFER_FAILED, last.getState());
    assertTrue(Files.notExists(store.places().transfers()));
  }

  @Test
  void a_bundle_that_is_not_signed_by_whom_is_trusted_fails_after_it_has_come() {
    Transfer transfer = Transfer.into(store, new Releases(folder).trusted());
    transfer.offered(offer().build());
    ModelProgress last = send(transfer, 0);
    assertEquals(TransferState.TRANSFER_FAILED, last.getState());
    assertTrue(last.getReason().contains("not signed by a key"), last::getReason);
  }

  @Test
  void the_same_offer_after_it_was_installed_is_answered_so() {
    Transfer transfer = transfer();
    transfer.offered(offer().build());
    send(transfer, 0);
    assertEquals(TransferState.TRANSFER_INSTALLED, transfer.offered(offer().build()).getState());
  }
}
