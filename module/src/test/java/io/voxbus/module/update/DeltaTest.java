package io.voxbus.module.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.resolve.TinyBundle;
import io.voxbus.vehicle.Catalogue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaTest {
  @TempDir private Path folder;

  private static byte[] made(byte[] base, byte[] delta, int length) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Delta.apply(new ByteArrayInputStream(base), new ByteArrayInputStream(delta), length, out);
    return out.toByteArray();
  }

  @Test
  void a_delta_that_is_cut_off_makes_nothing() {
    byte[] delta = Delta.between(new byte[5000], noise(5000));
    assertThrows(
        IOException.class,
        () -> made(new byte[5000], Arrays.copyOf(delta, delta.length / 2), 5000));
  }

  @Test
  void every_file_comes_back_whatever_the_length_of_the_other() throws IOException {
    for (int base : new int[] {0, 1, 65_535, 65_536, 200_000}) {
      for (int next : new int[] {1, 65_536, 65_537, 150_000}) {
        byte[] old = noise(base);
        byte[] wanted = noise(next);
        assertArrayEquals(wanted, made(old, Delta.between(old, wanted), next));
      }
    }
  }

  @Test
  void small_changes_make_a_small_delta() {
    byte[] old = noise(100_000);
    byte[] next = old.clone();
    Random random = new Random(3);
    for (int place = 0; place < next.length; place++) {
      next[place] += (byte) (random.nextInt(3) - 1);
    }
    assertTrue(Delta.between(old, next).length < 25_000);
  }

  @Test
  void a_delta_is_installed_where_its_base_is_and_refused_elsewhere() throws IOException {
    Releases releases = new Releases(folder);
    Path delta =
        releases.delta(
            "next", 1, tiny -> tiny.consistently("note.txt", noise(1000)), TinyBundle.folder());
    assertTrue(Files.size(delta) < 10_000);
    ModelStore here =
        ModelStore.open(folder.resolve("here"), TinyBundle.folder(), Catalogue.standard());
    ModelStore elsewhere =
        ModelStore.open(folder.resolve("elsewhere"), folder, Catalogue.standard());
    try (BundlePackage carrier = BundlePackage.open(delta)) {
      assertEquals("next", here.install(carrier, releases.trusted(), false).id());
      String refusal =
          assertThrows(
                  UpdateException.class,
                  () -> elsewhere.install(carrier, releases.trusted(), false))
              .getMessage();
      assertTrue(refusal.contains("delta against the bundle"), refusal);
    }
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    return noise;
  }
}
