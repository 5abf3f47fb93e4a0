package io.voxbus.module.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.resolve.Bundle;
import io.voxbus.module.resolve.TinyBundle;
import io.voxbus.proto.v1.ModelPlace;
import io.voxbus.proto.v1.ModelStoreState;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An update is cut off before each of its steps, and once more after what followed; there is always
 * a bundle that works.
 */
class PowerLossTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();

  @TempDir private Path folder;
  private Releases releases;
  private Path zero;
  private Path one;
  private Path two;

  /** The power is gone, and stays so. */
  private static final class PowerLoss extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Lets so many steps be done. */
  private static final class Power implements Runnable {
    private int left;

    Power(int steps) {
      left = steps;
    }

    @Override
    public void run() {
      if (left-- <= 0) {
        left = 0;
        throw new PowerLoss();
      }
    }
  }

  @BeforeEach
  void make() {
    releases = new Releases(folder);
    zero = releases.bundle("zero", 1);
    one = releases.bundle("one", 1);
    two = releases.bundle("two", 2, tiny -> tiny.consistently("note.txt", new byte[600_000]));
  }

  private ModelStore store(Path models, Runnable power) {
    return new ModelStore(
        models, TinyBundle.folder(), CATALOGUE, InstantSource.system(), new Disk(power));
  }

  /** A folder with a bundle that is active and one to go back to. */
  private Path prepared() throws IOException {
    Path models = Files.createDirectory(folder.resolve("prepared"));
    ModelStore store = store(models, () -> {});
    for (Path file : List.of(zero, one)) {
      install(store, file);
      takeOver(store);
    }
    store.stayed();
    return models;
  }

  private Path copied(Path prepared) throws IOException {
    Path models = folder.resolve("models");
    try (Stream<Path> all = Files.walk(prepared)) {
      for (Path each : all.toList()) {
        Files.copy(each, models.resolve(prepared.relativize(each)));
      }
    }
    return models;
  }

  private void install(ModelStore store, Path file) {
    try (BundlePackage carrier = BundlePackage.open(file)) {
      store.install(carrier, releases.trusted(), false);
    }
  }

  private static void takeOver(ModelStore store) {
    assertTrue(store.tryPending().isPresent());
    store.takeOver();
  }

  private void update(ModelStore store) {
    install(store, two);
    takeOver(store);
    store.stayed();
    store.fallBack("asked for");
  }

  /** Returns whether the power went. */
  private boolean cut(Path models, int steps) {
    try {
      update(store(models, new Power(steps)));
      return false;
    } catch (PowerLoss gone) {
      return true;
    }
  }

  private void requireWhole(Path models) {
    ModelStore after = store(models, () -> {});
    ModelStoreState state = after.state();
    for (ModelPlace place : List.of(state.getActive(), state.getPrevious(), state.getPending())) {
      Bundle.read(after.places().folder(place), CATALOGUE);
      after.places().requireSigned(place, releases.trusted());
    }
    assertTrue(
        Set.of("one", "two").contains(after.places().id(state.getActive())), state::toString);
  }

  @Test
  void whatever_step_is_the_last_there_is_a_bundle_that_works_and_the_update_can_be_made_again()
      throws IOException {
    Path prepared = prepared();
    int steps = 0;
    boolean gone = true;
    while (gone) {
      Path models = copied(prepared);
      gone = cut(models, steps);
      requireWhole(models);
      ModelStore again = store(models, () -> {});
      if (!again.places().id(again.state().getActive()).equals("two")) {
        install(again, two);
        again.tryPending().ifPresent(place -> again.takeOver());
      }
      assertEquals("two", again.places().id(again.state().getActive()));
      requireWhole(models);
      delete(models);
      steps++;
    }
    assertTrue(steps > 40, "only " + steps + " steps");
  }

  private static void delete(Path models) throws IOException {
    try (Stream<Path> all = Files.walk(models)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
