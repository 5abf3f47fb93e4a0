package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.module.resolve.TinyBundle;
import io.voxbus.module.update.BundlePackage;
import io.voxbus.module.update.ModelStore;
import io.voxbus.module.update.Releases;
import io.voxbus.proto.v1.ModelPlace;
import io.voxbus.vehicle.Catalogue;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSearchTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();

  @TempDir private Path folder;
  private ModelStart models;
  private LiveModel live;
  private ModelSearch search;

  @BeforeEach
  void open() {
    Releases releases = new Releases(folder);
    ModelStore store = ModelStore.open(folder.resolve("models"), TinyBundle.folder(), CATALOGUE);
    try (BundlePackage carrier = BundlePackage.open(releases.bundle("one", 1))) {
      store.install(carrier, releases.trusted(), false);
    }
    store.tryPending();
    store.takeOver();
    models = new ModelStart(store, releases.trusted(), CATALOGUE, 1);
    live = new LiveModel(models.load(ModelPlace.PLACE_BUILT_IN));
    search = new ModelSearch(models, live);
  }

  @AfterEach
  void close() {
    live.release();
  }

  @Test
  void aModelToWhichSomebodyWentBackIsFound() {
    Optional<Understanding> found = search.look().next();
    assertEquals(Optional.of("one"), found.map(Understanding::modelId));
    found.ifPresent(model -> model.release().run());
  }

  @Test
  void aModelThatFailedIsNotFoundAgainAlthoughTheFolderStillNamesIt() {
    Understanding failed = models.load();
    search.refuse(failed);
    failed.release().run();
    assertEquals(ModelSearch.Found.NOTHING, search.look());
  }
}
