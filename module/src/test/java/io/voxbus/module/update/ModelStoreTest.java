package io.voxbus.module.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.voxbus.module.resolve.Bundle;
import io.voxbus.module.resolve.BundleException;
import io.voxbus.module.resolve.TinyBundle;
import io.voxbus.proto.v1.ModelPlace;
import io.voxbus.proto.v1.ModelStoreState;
import io.voxbus.proto.v1.UpdateResult;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();

  @TempDir private Path folder;
  private Releases releases;
  private ModelStore store;

  @BeforeEach
  void open() {
    releases = new Releases(folder);
    store = ModelStore.open(folder.resolve("models"), TinyBundle.folder(), CATALOGUE);
  }

  private void install(Path file) {
    try (BundlePackage carrier = BundlePackage.open(file)) {
      store.install(carrier, releases.trusted(), false);
    }
  }

  private void takeOver(Path file) {
    install(file);
    store.tryPending();
    store.takeOver();
  }

  private UpdateException refused(Path file) {
    return assertThrows(UpdateException.class, () -> install(file));
  }

  @Test
  void an_empty_folder_starts_the_bundle_that_comes_with_the_program() {
    assertEquals(ModelPlace.PLACE_BUILT_IN, store.begin());
    assertEquals(TinyBundle.folder(), store.places().folder(ModelPlace.PLACE_BUILT_IN));
  }

  @Test
  void an_unsigned_bundle_is_refused() throws IOException {
    Path file = folder.resolve("unsigned.voxbundle");
    PackageWriter.build(Bundle.read(TinyBundle.folder(), CATALOGUE), 1, Optional.empty(), file);
    assertTrue(refused(file).getMessage().contains("is not signed"));
  }

  @Test
  void a_bundle_that_somebody_else_signed_is_refused() throws IOException {
    Path file = releases.bundle("foreign", 1);
    PackageWriter.sign(file, ReleaseKeys.generate().privateKey());
    assertTrue(refused(file).getMessage().contains("not signed by a key that is trusted"));
    assertEquals(ModelPlace.PLACE_BUILT_IN, store.state().getPending());
  }

  @Test
  void a_bundle_whose_file_was_exchanged_after_signing_is_refused() throws IOException {
    Path file = releases.bundle("one", 1);
    Path other = releases.bundle("two", 1, tiny -> tiny.consistently("note.txt", new byte[] {1}));
    Path mixed = folder.resolve("mixed.voxbundle");
    PackageParts.of(file).with("encoder.onnx", new byte[] {1, 2, 3}).write(mixed);
    assertThrows(BundleException.class, () -> install(mixed));
    PackageParts.of(other).with("signature", PackageParts.of(file).get("signature")).write(mixed);
    refused(mixed);
    assertEquals(ModelPlace.PLACE_BUILT_IN, store.state().getPending());
  }

  @Test
  void a_file_with_a_name_that_is_no_text_is_refused() throws IOException {
    Path file = folder.resolve("name.voxbundle");
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(file), StandardCharsets.ISO_8859_1)) {
      zip.putNextEntry(new ZipEntry("\u00e9"));
    }
    refused(file);
  }

  @Test
  void a_file_that_is_cut_off_anywhere_is_refused() throws IOException {
    byte[] whole = Files.readAllBytes(releases.bundle("whole", 1));
    Path cut = folder.resolve("cut.voxbundle");
    for (int length = 0; length < whole.length; length += whole.length / 23) {
      Files.write(cut, Arrays.copyOf(whole, length));
      refused(cut);
    }
    assertEquals(ModelPlace.PLACE_BUILT_IN, store.state().getPending());
  }

  @Test
  void a_smaller_counter_is_refused_unless_it_is_asked_for() {
    takeOver(releases.bundle("new", 7));
    Path old = releases.bundle("old", 6);
    assertTrue(refused(old).getMessage().contains("rollback counter 6"));
    try (BundlePackage carrier = BundlePackage.open(old)) {
      store.install(carrier, releases.trusted(), true);
    }
    assertEquals("old", store.places().id(store.state().getPending()));
    assertEquals(7, store.state().getRollbackCounter());
  }

  @Test
  void a_bundle_for_another_catalogue_or_a_newer_module_is_refused() {
    Path file = releases.bundle("catalogue", 1, tiny -> {});
    for (String field : new String[] {"catalogue", "minimum_module_version"}) {
      Path other = folder.resolve(field + ".voxbundle");
      PackageParts.of(file)
          .manifest(manifest -> spoil(manifest, field))
          .signed(releases)
          .write(other);
      assertThrows(BundleException.class, () -> install(other));
    }
    assertEquals(ModelPlace.PLACE_BUILT_IN, store.state().getPending());
  }

  private static void spoil(ObjectNode manifest, String field) {
    if (field.equals("catalogue")) {
      manifest.withObject("/catalogue").put("hash", "0".repeat(64));
    } else {
      manifest.put(field, "99.0.0");
    }
  }

  @Test
  void a_name_that_leads_out_of_the_folder_is_refused() {
    for (String name :
        new String[] {"../evil", "/evil", "a/evil", "..", "state", "manifest.json"}) {
      Path other = folder.resolve("evil.voxbundle");
      PackageParts.of(releases.bundle("evil" + name.hashCode(), 1))
          .manifest(
              manifest ->
                  manifest
                      .withObject("/files")
                      .putObject(name)
                      .put("sha256", "0".repeat(64))
                      .put("bytes", 3))
          .with(name, new byte[] {1, 2, 3})
          .signed(releases)
          .write(other);
      assertThrows(RuntimeException.class, () -> install(other), name);
    }
    assertTrue(Files.notExists(folder.resolve("models/evil")));
  }

  @Test
  void what_is_installed_waits_until_it_has_proven_itself() {
    install(releases.bundle("one", 1));
    assertEquals(ModelPlace.PLACE_BUILT_IN, store.begin());
    assertEquals(Optional.of(ModelPlace.PLACE_A), store.tryPending());
    store.takeOver();
    assertEquals(ModelPlace.PLACE_A, store.begin());
    assertEquals(1, store.state().getRollbackCounter());
    assertEquals(UpdateResult.UPDATE_TAKEN_OVER, store.state().getUpdate().getResult());
  }

  @Test
  void two_bundles_take_turns_in_two_folders() {
    takeOver(releases.bundle("one", 1));
    takeOver(releases.bundle("two", 2));
    assertEquals("two", store.places().id(store.state().getActive()));
    assertEquals("one", store.places().id(store.state().getPrevious()));
    takeOver(releases.bundle("three", 3));
    assertEquals("three", store.places().id(store.state().getActive()));
    assertEquals("two", store.places().id(store.state().getPrevious()));
  }

  @Test
  void the_active_bundle_is_not_installed_again() {
    Path file = releases.bundle("one", 1);
    takeOver(file);
    ModelStoreState before = store.state();
    install(file);
    assertEquals(before, store.state());
  }

  @Test
  void a_rejected_bundle_leaves_the_active_one() {
    takeOver(releases.bundle("one", 1));
    install(releases.bundle("two", 2));
    store.tryPending();
    store.reject("golden");
    assertEquals("one", store.places().id(store.begin()));
    assertEquals(Optional.empty(), store.tryPending());
    assertEquals("two", store.state().getUpdate().getBundle());
    assertEquals(1, store.state().getRollbackCounter());
  }

  @Test
  void a_bundle_that_is_installed_while_another_is_tried_is_neither_taken_over_nor_rejected() {
    install(releases.bundle("tried", 1));
    store.tryPending();
    install(releases.bundle("newer", 2));
    assertThrows(UpdateException.class, store::takeOver);
    store.reject("its files vanished");
    assertEquals(Optional.of("newer"), store.tryPending().map(store.places()::id));
    store.takeOver();
    assertEquals("newer", store.places().id(store.begin()));
  }

  @Test
  void a_bundle_that_ends_the_process_is_tried_twice() {
    install(releases.bundle("deadly", 1));
    assertTrue(store.tryPending().isPresent());
    assertTrue(store.tryPending().isPresent());
    assertEquals(Optional.empty(), store.tryPending());
    assertEquals(UpdateResult.UPDATE_REJECTED, store.state().getUpdate().getResult());
  }

  @Test
  void after_three_starts_of_which_none_stayed_the_bundle_before_is_started() {
    takeOver(releases.bundle("one", 1));
    store.stayed();
    takeOver(releases.bundle("two", 2));
    assertEquals("two", store.places().id(store.begin()));
    assertEquals("two", store.places().id(store.begin()));
    assertEquals("one", store.places().id(store.begin()));
    assertEquals(UpdateResult.UPDATE_FALLEN_BACK, store.state().getUpdate().getResult());
  }

  @Test
  void a_start_that_stayed_is_no_part_of_a_crash_loop() {
    takeOver(releases.bundle("one", 1));
    for (int start = 0; start < 10; start++) {
      assertEquals("one", store.places().id(store.begin()));
      store.stayed();
    }
  }

  @Test
  void a_folder_that_was_changed_after_it_was_installed_is_not_trusted() throws IOException {
    takeOver(releases.bundle("one", 1));
    ModelPlace active = store.state().getActive();
    store.places().requireSigned(active, releases.trusted());
    Files.writeString(store.places().folder(active).resolve("manifest.json"), "{}");
    assertThrows(
        UpdateException.class, () -> store.places().requireSigned(active, releases.trusted()));
  }

  @Test
  void a_damaged_state_is_told_and_not_written_over() throws IOException {
    takeOver(releases.bundle("one", 1));
    Path state = folder.resolve("models/state");
    byte[] bytes = Files.readAllBytes(state);
    bytes[bytes.length - 1] ^= 1;
    Files.write(state, bytes);
    assertThrows(UpdateException.class, () -> store.begin());
    assertArrayEquals(bytes, Files.readAllBytes(state));
  }

  @Test
  void what_a_later_version_adds_to_the_state_is_kept() throws IOException {
    ModelStoreState later =
        ModelStoreState.parseFrom(ByteString.copyFrom(new byte[] {8, 1, (byte) 0xA0, 6, 5}));
    new StateFile(folder.resolve("models"), Disk.real()).write(later);
    store.begin();
    assertEquals(1, store.state().getUnknownFields().asMap().size());
  }
}
