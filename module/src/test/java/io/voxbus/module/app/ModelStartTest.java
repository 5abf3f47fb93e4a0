package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.module.resolve.TinyBundle;
import io.voxbus.module.update.BundlePackage;
import io.voxbus.module.update.ModelStore;
import io.voxbus.module.update.Releases;
import io.voxbus.module.update.Transfer;
import io.voxbus.proto.v1.ModelPlace;
import io.voxbus.proto.v1.UpdateResult;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStartTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();

  @TempDir private Path folder;
  private Releases releases;
  private ModelStore store;

  @BeforeEach
  void open() {
    releases = new Releases(folder);
    store = ModelStore.open(folder.resolve("models"), TinyBundle.folder(), CATALOGUE);
  }

  private void takeOver(String id) {
    try (BundlePackage carrier = BundlePackage.open(releases.bundle(id, 1))) {
      store.install(carrier, releases.trusted(), false);
    }
    store.tryPending();
    store.takeOver();
  }

  private String started() {
    Understanding model = new ModelStart(store, releases.trusted(), CATALOGUE, 1).load();
    model.release().run();
    return model.modelId();
  }

  private Path active() {
    return store.places().folder(store.state().getActive());
  }

  @Test
  void a_folder_that_cannot_be_made_keeps_the_service_from_no_start() throws IOException {
    Path noFolder = Files.createFile(folder.resolve("no-volume")).resolve("models");
    store = ModelStore.openIfPossible(noFolder, TinyBundle.folder(), CATALOGUE);
    assertEquals(store.places().id(ModelPlace.PLACE_BUILT_IN), started());
    Transfer.into(store, releases.trusted());
  }

  @Test
  void the_active_bundle_is_started() {
    takeOver("one");
    assertEquals("one", started());
  }

  @Test
  void a_bundle_that_was_changed_on_the_disk_gives_way_to_the_one_before() throws IOException {
    takeOver("one");
    takeOver("two");
    Files.write(active().resolve("decoder.onnx"), new byte[] {1});
    assertEquals("one", started());
    assertEquals(UpdateResult.UPDATE_FALLEN_BACK, store.state().getUpdate().getResult());
  }

  @Test
  void without_any_other_the_bundle_that_comes_with_the_program_is_started() throws IOException {
    takeOver("one");
    takeOver("two");
    for (ModelPlace place : new ModelPlace[] {ModelPlace.PLACE_A, ModelPlace.PLACE_B}) {
      Files.delete(store.places().folder(place).resolve("signature"));
    }
    assertEquals(store.places().id(ModelPlace.PLACE_BUILT_IN), started());
  }

  @Test
  void a_state_that_cannot_be_read_keeps_the_service_from_no_start() throws IOException {
    takeOver("one");
    Files.write(folder.resolve("models/state"), new byte[] {1, 2, 3, 4, 5});
    assertEquals(store.places().id(ModelPlace.PLACE_BUILT_IN), started());
  }
}
