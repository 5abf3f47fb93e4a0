package io.voxbus.module.app;

import io.voxbus.module.resolve.BundleException;
import io.voxbus.module.update.ModelStore;
import io.voxbus.module.update.UpdateException;
import io.voxbus.proto.v1.ModelPlace;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the folder of models for another one that is to answer: a bundle that was installed
 * and now proves itself, or the one before, to which somebody went back. Belongs to the thread that
 * reads and writes files.
 */
final class ModelSearch {
  private static final Logger log = LoggerFactory.getLogger(ModelSearch.class);

  private final ModelStart models;
  private final LiveModel live;
  private String refused = "";

  /**
   * @param models the folder of models
   * @param live what answers now
   */
  ModelSearch(ModelStart models, LiveModel live) {
    this.models = models;
    this.live = live;
  }

  /**
   * What a look found.
   *
   * @param changed whether something became of an update
   * @param next who answers from now on; empty where nothing changes
   */
  record Found(boolean changed, Optional<Understanding> next) {
    static final Found NOTHING = new Found(false, Optional.empty());
  }

  /** A model that failed is not taken again for the one that somebody went back to. */
  void refuse(Understanding failed) {
    refused = failed.modelHash();
  }

  /** Looks; a folder that is of no use has nothing. */
  Found look() {
    try {
      Optional<ModelPlace> pending = store().tryPending();
      return pending.isPresent() ? proven(pending.get()) : followed();
    } catch (UpdateException | UncheckedIOException unusable) {
      log.warn("the folder of models: {}", Mistakes.firstLine(unusable));
      return Found.NOTHING;
    }
  }

  private ModelStore store() {
    return models.store();
  }

  private Found proven(ModelPlace place) {
    Understanding next;
    try {
      next = models.load(place);
    } catch (RuntimeException | LinkageError unusable) {
      store().reject(Mistakes.firstLine(unusable));
      return new Found(true, Optional.empty());
    }
    return new Found(true, Optional.of(takenOver(next)));
  }

  private Understanding takenOver(Understanding next) {
    try {
      store().takeOver();
      return next;
    } catch (RuntimeException notWritten) {
      next.release().run();
      throw notWritten;
    }
  }

  /** Somebody else went back to the bundle before. */
  private Found followed() {
    ModelPlace active = store().state().getActive();
    String hash = Understanding.hash(store().places().folder(active));
    if (hash.equals(live.current().modelHash()) || hash.equals(refused)) {
      return Found.NOTHING;
    }
    try {
      return new Found(true, Optional.of(models.load(active)));
    } catch (BundleException | UpdateException unusable) {
      refused = hash;
      log.error("the active model cannot be run: {}", unusable.getMessage());
      return Found.NOTHING;
    }
  }
}
