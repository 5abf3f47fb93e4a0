package io.voxbus.module.update;

import io.voxbus.module.resolve.BundleException;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.proto.v1.ModelPlace;
import io.voxbus.proto.v1.ModelStoreState;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of models on a data volume: two bundles in {@code a} and {@code b}, and {@code state},
 * which says which of them is active, to which one goes back, and which has yet to prove itself.
 * The bundle that comes with the program is always there beside them.
 *
 * <p>Whatever step is the last before the process or the power ends, {@code state} names whole
 * bundles only: a folder is named after all of it is on the disk, and no longer named before it is
 * changed. May be used by several threads and processes.
 */
public final class ModelStore {
  /** After so many starts of which none stayed, the bundle before is started. */
  static final int MOST_STARTS = 3;

  /** A bundle that ended the process twice while it was loaded is not loaded again. */
  static final int MOST_TRIALS = 2;

  private static final Logger log = LoggerFactory.getLogger(ModelStore.class);

  private final Places places;
  private final Disk disk;
  private final StateFile file;
  private final UpdateNotes notes;
  private final Installation installation;

  /** The hash of the manifest that was tried last, by this process. */
  private Optional<String> tried = Optional.empty();

  /** What is done under the lock. */
  private interface Change<T> {
    T to(ModelStoreState state) throws IOException;
  }

  ModelStore(Path folder, Path builtIn, Catalogue catalogue, InstantSource clock, Disk disk) {
    this.places = new Places(folder, builtIn);
    this.disk = disk;
    this.file = new StateFile(folder, disk);
    this.notes = new UpdateNotes(clock);
    this.installation = new Installation(places, catalogue, disk, file, notes);
  }

  /**
   * Opens a folder, or makes it.
   *
   * @param folder the folder of models
   * @param builtIn the folder of the bundle that comes with the program
   * @param catalogue the catalogue that the service runs with
   * @throws UncheckedIOException when it cannot be made
   */
  public static ModelStore open(Path folder, Path builtIn, Catalogue catalogue) {
    try {
      Disk.real().makeFolder(folder);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
    return at(folder, builtIn, catalogue);
  }

  /**
   * As {@link #open}, for a service that has to start: a folder that cannot be made, as its volume
   * is not there, is found to be of no use each time that it is used.
   */
  public static ModelStore openIfPossible(Path folder, Path builtIn, Catalogue catalogue) {
    try {
      return open(folder, builtIn, catalogue);
    } catch (UncheckedIOException unmade) {
      log.warn("the folder of models: {}", unmade.getMessage());
      return at(folder, builtIn, catalogue);
    }
  }

  private static ModelStore at(Path folder, Path builtIn, Catalogue catalogue) {
    return new ModelStore(folder, builtIn, catalogue, InstantSource.system(), Disk.real());
  }

  /** The state as it is. */
  public ModelStoreState state() {
    try {
      return understood();
    } catch (IOException e) {
      throw unusable(places.root(), e);
    }
  }

  /** Where bundles lie. */
  public Places places() {
    return places;
  }

  /** What makes every change of the folder. */
  Disk disk() {
    return disk;
  }

  /**
   * Installs a bundle: checks its signature, its counter and everything that a service asks of a
   * bundle before it runs it, but for its golden commands. It is then pending. Nothing happens when
   * it is active or pending already.
   *
   * @param carrier the file
   * @param trusted by whom it must be signed
   * @param allowRollback whether its counter may be smaller than the store's
   * @return the bundle's manifest
   * @throws UpdateException when the file must not be installed
   * @throws BundleException when the bundle must not be run
   */
  public Manifest install(BundlePackage carrier, ReleaseKeys trusted, boolean allowRollback) {
    carrier.requireSigned(trusted);
    return changed(state -> installation.of(carrier, state, allowRollback));
  }

  /**
   * Notes that the process starts, and says with which bundle: after three starts of which none
   * stayed, with the one before.
   */
  public ModelPlace begin() {
    return changed(
        state -> {
          ModelStoreState now = state;
          if (now.getStarts() >= MOST_STARTS && now.getActive() != ModelPlace.PLACE_BUILT_IN) {
            now = fallenBack(now, "the service did not stay in %d starts".formatted(MOST_STARTS));
          }
          file.write(States.started(now));
          return now.getActive();
        });
  }

  /** Notes that the process stayed, or ends in an orderly way. */
  public void stayed() {
    changed(
        state -> {
          if (state.getStarts() > 0) {
            file.write(States.stayed(state));
          }
          return state;
        });
  }

  /**
   * Goes back to the bundle before: the active one is of no use, or not wanted. A bundle that is
   * pending is dropped.
   *
   * @param reason why, one line
   * @return the bundle that is active now
   */
  public ModelPlace fallBack(String reason) {
    return changed(
        state -> {
          ModelStoreState next = States.without(fallenBack(state, reason), state.getPending());
          file.write(next);
          return next.getActive();
        });
  }

  private ModelStoreState fallenBack(ModelStoreState state, String reason) {
    log.error("back to the model before: {}", reason);
    return States.fallenBack(state, notes.of(places.id(state.getActive()), reason));
  }

  /**
   * Notes that the pending bundle is being tried.
   *
   * @return where it lies; empty when there is none, or it ended the process each time that it was
   *     tried
   */
  public Optional<ModelPlace> tryPending() {
    return changed(
        state -> {
          if (state.getPending() == ModelPlace.PLACE_BUILT_IN) {
            return Optional.empty();
          }
          if (state.getTrials() >= MOST_TRIALS) {
            reject(state, "it ended the process while it was loaded");
            return Optional.empty();
          }
          file.write(States.tried(state));
          tried = places.hash(state.getPending());
          return Optional.of(state.getPending());
        });
  }

  /**
   * Notes that the pending bundle proved itself: it is active from now on.
   *
   * @throws UpdateException when another one was installed while it was tried
   */
  public void takeOver() {
    changed(
        state -> {
          if (isAnother(state)) {
            throw new UpdateException(
                "another bundle was installed while one was tried", "it is tried next");
          }
          Manifest manifest = Manifest.read(places.folder(state.getPending()));
          file.write(
              States.takenOver(state, manifest.rollbackCounter(), notes.of(manifest.id(), "")));
          tried = Optional.empty();
          return state;
        });
  }

  /**
   * Notes that the pending bundle must not be run. One that was installed while another was tried
   * stays.
   *
   * @param reason why, one line
   */
  public void reject(String reason) {
    changed(
        state -> {
          if (!isAnother(state)) {
            reject(state, reason);
          }
          tried = Optional.empty();
          return state;
        });
  }

  private boolean isAnother(ModelStoreState state) throws IOException {
    return tried.isPresent() && !tried.equals(places.hash(state.getPending()));
  }

  private void reject(ModelStoreState state, String reason) throws IOException {
    log.error("the new model is not taken: {}", reason);
    file.write(States.rejected(state, notes.of(places.id(state.getPending()), reason)));
  }

  private synchronized <T> T changed(Change<T> change) {
    try {
      StoreLock held = StoreLock.of(places.root());
      try {
        return change.to(understood());
      } finally {
        held.close();
      }
    } catch (IOException e) {
      throw unusable(places.root(), e);
    }
  }

  private ModelStoreState understood() throws IOException {
    return file.read()
        .orElseThrow(
            () ->
                new UpdateException(
                    places.root().resolve("state") + " is damaged, or of a newer version",
                    "delete it, and install the bundle anew; its rollback counter begins again"));
  }

  private static UncheckedIOException unusable(Path folder, IOException cause) {
    return new UncheckedIOException(
        new IOException("%s cannot be used: %s".formatted(folder, cause.getMessage()), cause));
  }
}
