package io.voxbus.module.app;

import io.voxbus.module.resolve.BundleException;
import io.voxbus.module.update.ModelStore;
import io.voxbus.module.update.ReleaseKeys;
import io.voxbus.module.update.UpdateException;
import io.voxbus.proto.v1.ModelPlace;
import io.voxbus.vehicle.Catalogue;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** With which model of a folder of models the service starts. */
final class ModelStart {
  private static final Logger log = LoggerFactory.getLogger(ModelStart.class);

  private final ModelStore store;
  private final ReleaseKeys trusted;
  private final Catalogue catalogue;
  private final int threads;

  /**
   * @param store the folder of models
   * @param trusted whose bundles are run
   * @param catalogue the catalogue that the service runs with
   * @param threads how many threads a model uses, at least 1
   */
  ModelStart(ModelStore store, ReleaseKeys trusted, Catalogue catalogue, int threads) {
    this.store = store;
    this.trusted = trusted;
    this.catalogue = catalogue;
    this.threads = threads;
  }

  ModelStore store() {
    return store;
  }

  ReleaseKeys trusted() {
    return trusted;
  }

  /**
   * Loads the active bundle; where it cannot be, the one before it, and the one that comes with the
   * program at last. A folder that is of no use keeps the service from no start.
   *
   * @throws BundleException when not even the last one can be loaded
   */
  Understanding load() {
    ModelPlace place = begin();
    while (place != ModelPlace.PLACE_BUILT_IN) {
      try {
        return load(place);
      } catch (BundleException | UpdateException unusable) {
        place = fallBack(Mistakes.firstLine(unusable));
      }
    }
    return load(place);
  }

  /**
   * Loads a bundle and runs its golden commands.
   *
   * @throws BundleException when it must not be run
   * @throws UpdateException when it is not signed as it must be
   */
  Understanding load(ModelPlace place) {
    store.places().requireSigned(place, trusted);
    return Understanding.load(store.places().folder(place), catalogue, threads);
  }

  private ModelPlace begin() {
    try {
      return store.begin();
    } catch (UpdateException | UncheckedIOException unusable) {
      return builtIn(unusable);
    }
  }

  private ModelPlace fallBack(String reason) {
    try {
      return store.fallBack(reason);
    } catch (UpdateException | UncheckedIOException unusable) {
      return builtIn(unusable);
    }
  }

  private static ModelPlace builtIn(RuntimeException cause) {
    log.error("going on with the model that comes with the program: {}", Mistakes.firstLine(cause));
    return ModelPlace.PLACE_BUILT_IN;
  }
}
