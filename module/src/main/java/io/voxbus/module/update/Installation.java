package io.voxbus.module.update;

import io.voxbus.module.resolve.Bundle;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.proto.v1.ModelPlace;
import io.voxbus.proto.v1.ModelStoreState;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Brings a bundle into a folder of models, whose lock is held. */
final class Installation {
  private final Places places;
  private final Catalogue catalogue;
  private final Disk disk;
  private final StateFile file;
  private final UpdateNotes notes;

  Installation(Places places, Catalogue catalogue, Disk disk, StateFile file, UpdateNotes notes) {
    this.places = places;
    this.catalogue = catalogue;
    this.disk = disk;
    this.file = file;
    this.notes = notes;
  }

  /**
   * Unpacks a bundle beside those that are in use, checks it, gives it a place and notes that it is
   * pending. Nothing happens when it is active or pending already.
   *
   * @return its manifest
   */
  Manifest of(BundlePackage carrier, ModelStoreState state, boolean allowRollback)
      throws IOException {
    for (ModelPlace place : List.of(state.getActive(), state.getPending())) {
      if (place != ModelPlace.PLACE_BUILT_IN && isOf(place, carrier)) {
        return Manifest.read(places.folder(place));
      }
    }
    Manifest manifest = unpacked(carrier, state, allowRollback);
    ModelPlace place = freed(state);
    disk.move(places.incoming(), places.folder(place));
    file.write(States.installed(States.without(state, place), place, notes.of(manifest.id(), "")));
    return manifest;
  }

  private boolean isOf(ModelPlace place, BundlePackage carrier) throws IOException {
    return places
        .hash(place)
        .filter(Digests.hex(Digests.sha256(carrier.manifest()))::equals)
        .isPresent();
  }

  private Manifest unpacked(BundlePackage carrier, ModelStoreState state, boolean allowRollback)
      throws IOException {
    Path incoming = places.incoming();
    disk.delete(incoming);
    disk.makeFolder(incoming);
    Manifest manifest = new Unpacking(carrier, bases(state), disk).into(incoming);
    requireCounter(manifest, state, allowRollback);
    Bundle.read(incoming, catalogue);
    return manifest;
  }

  private List<Path> bases(ModelStoreState state) {
    return Stream.of(state.getActive(), state.getPrevious(), ModelPlace.PLACE_BUILT_IN)
        .distinct()
        .map(places::folder)
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

  /** A place that nobody goes to any more, and then is empty. */
  private ModelPlace freed(ModelStoreState state) throws IOException {
    ModelPlace place = States.free(state);
    ModelStoreState without = States.without(state, place);
    if (!without.equals(state)) {
      file.write(without);
    }
    disk.delete(places.folder(place));
    return place;
  }
}
