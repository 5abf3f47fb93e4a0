package io.voxbus.module.update;

import io.voxbus.module.resolve.Bundle;
import io.voxbus.module.resolve.BundleException;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.proto.v1.ModelPlace;
import io.voxbus.proto.v1.ModelStoreState;
import io.voxbus.proto.v1.ModelUpdate;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

  private final Path folder;
  private final Path builtIn;
  private final Catalogue catalogue;
  private final InstantSource clock;
  private final Disk disk;
  private final StateFile file;

  /** The hash of the manifest that was tried last, by this process. */
  private Optional<String> tried = Optional.empty();

  /** What is done under the lock. */
  private interface Change<T> {
    T to(ModelStoreState state) throws IOException;
  }

  ModelStore(Path folder, Path builtIn, Catalogue catalogue, InstantSource clock, Disk disk) {
    this.folder = folder;
    this.builtIn = builtIn;
    this.catalogue = catalogue;
    this.clock = clock;
    this.disk = disk;
    this.file = new StateFile(folder, disk);
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
      throw unusable(folder, e);
    }
  }

  /** Where a bundle lies. */
  public Path folder(ModelPlace place) {
    return switch (place) {
      case PLACE_A -> folder.resolve("a");
      case PLACE_B -> folder.resolve("b");
      default -> builtIn;
    };
  }

  /** What makes every change of the folder. */
  Disk disk() {
    return disk;
  }

  /** The folder for files that others bring, complete. */
  public Path inbox() {
    return folder.resolve("inbox");
  }

  /** The folder for what is not complete yet. */
  public Path transfers() {
    return folder.resolve("transfer");
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
    return changed(state -> install(carrier, state, allowRollback));
  }

  private Manifest install(BundlePackage carrier, ModelStoreState state, boolean allowRollback)
      throws IOException {
    for (ModelPlace place : List.of(state.getActive(), state.getPending())) {
      if (place != ModelPlace.PLACE_BUILT_IN && isOf(place, carrier)) {
        return Manifest.read(folder(place));
      }
    }
    Path incoming = folder.resolve("incoming");
    disk.delete(incoming);
    disk.makeFolder(incoming);
    Manifest manifest = new Unpacking(carrier, bases(state), disk).into(incoming);
    requireCounter(manifest, state, allowRollback);
    Bundle.read(incoming, catalogue);
    ModelPlace place = States.free(state);
    ModelStoreState without = States.without(state, place);
    if (!without.equals(state)) {
      file.write(without);
    }
    disk.delete(folder(place));
    disk.move(incoming, folder(place));
    file.write(States.installed(without, place, update(manifest.id(), "")));
    return manifest;
  }

  private boolean isOf(ModelPlace place, BundlePackage carrier) throws IOException {
    return hash(place).equals(Optional.of(Digests.hex(Digests.sha256(carrier.manifest()))));
  }

  private List<Path> bases(ModelStoreState state) {
    return Stream.of(state.getActive(), state.getPrevious(), ModelPlace.PLACE_BUILT_IN)
        .distinct()
        .map(this::folder)
        .toList();
  }

  private static void requireCounter(
      Manifest manifest, ModelStoreState state, boolean allowRollback) {
    if (manifest.rollbackCounter() < state.getRollbackCounter() && !allowRollback) {
      throw new UpdateException(
          "bundle %s has rollback counter %d, bundles before %d are not taken any more"
              .formatted(manifest.id(), manifest.rollbackCounter(), state.getRollbackCounter()),
          "install a newer one, or name --allow-rollback");
    }
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
    return States.fallenBack(state, update(id(state.getActive()), reason));
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
          tried = hash(state.getPending());
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
          Manifest manifest = Manifest.read(folder(state.getPending()));
          file.write(
              States.takenOver(state, manifest.rollbackCounter(), update(manifest.id(), "")));
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
    return tried.isPresent() && !tried.equals(hash(state.getPending()));
  }

  private Optional<String> hash(ModelPlace place) throws IOException {
    Path manifest = folder(place).resolve(BundlePackage.MANIFEST);
    return Files.isRegularFile(manifest)
        ? Optional.of(Digests.hex(Digests.sha256(manifest)))
        : Optional.empty();
  }

  private void reject(ModelStoreState state, String reason) throws IOException {
    log.error("the new model is not taken: {}", reason);
    file.write(States.rejected(state, update(id(state.getPending()), reason)));
  }

  /** The id of a bundle; empty when its manifest cannot be read. */
  public String id(ModelPlace place) {
    try {
      return Manifest.read(folder(place)).id();
    } catch (BundleException unreadable) {
      return "";
    }
  }

  /**
   * Demands that what lies somewhere is still what was installed. The bundle that comes with the
   * program is as trusted as the program.
   *
   * @throws UpdateException when its signature is missing or wrong
   */
  public void requireSigned(ModelPlace place, ReleaseKeys trusted) {
    if (place == ModelPlace.PLACE_BUILT_IN) {
      return;
    }
    Path at = folder(place);
    try {
      byte[] manifest = Files.readAllBytes(at.resolve(BundlePackage.MANIFEST));
      if (trusted.signed(manifest, Files.readAllBytes(at.resolve(BundlePackage.SIGNATURE)))) {
        return;
      }
    } catch (IOException e) {
      throw new UpdateException(at + " has no signature", "install the bundle anew", e);
    }
    throw new UpdateException(
        at + " is not signed by a key that is trusted here", "install the bundle anew");
  }

  private ModelUpdate update(String bundle, String reason) {
    return ModelUpdate.newBuilder()
        .setBundle(bundle)
        .setReason(reason)
        .setAtMs(clock.millis())
        .build();
  }

  private synchronized <T> T changed(Change<T> change) {
    try {
      StoreLock held = StoreLock.of(folder);
      try {
        return change.to(understood());
      } finally {
        held.close();
      }
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private ModelStoreState understood() throws IOException {
    return file.read()
        .orElseThrow(
            () ->
                new UpdateException(
                    folder.resolve("state") + " is damaged, or of a newer version",
                    "delete it, and install the bundle anew; its rollback counter begins again"));
  }

  private static UncheckedIOException unusable(Path folder, IOException cause) {
    return new UncheckedIOException(
        new IOException("%s cannot be used: %s".formatted(folder, cause.getMessage()), cause));
  }
}
