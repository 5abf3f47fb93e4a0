package io.voxbus.module.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.ScratchFile;
import io.voxbus.module.resolve.BundleException;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Manifest.FileIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Deltas of a signer who makes mistakes, or worse. An input is the manifest, a zero byte, and what
 * stands under the name {@code weights.delta}.
 */
final class UnpackingFuzzTest {
  private static final ScratchFile FILE = new ScratchFile("update.voxbundle");
  private static final byte[] OLD_MANIFEST = "the one before".getBytes(StandardCharsets.US_ASCII);
  private static final Path BASE = base();
  private static final Disk DISK = Disk.real();

  @DictionaryEntries({
    "\"files\":",
    "\"weights\":",
    "\"../weights\":",
    "\"/weights\":",
    "\"sha256\":",
    "\"bytes\":",
    "-1",
    "67108864",
    "9223372036854775807"
  })
  @FuzzTest
  void staysInItsFolderAndWithinItsSize(byte[] bytes) throws IOException {
    Path folder = BASE.resolveSibling("incoming");
    DISK.delete(folder);
    DISK.makeFolder(folder);
    try (BundlePackage carrier = BundlePackage.open(FILE.with(carrier(bytes)))) {
      Manifest manifest = new Unpacking(carrier, List.of(BASE), DISK).into(folder);
      requireOnly(folder, manifest.files());
    } catch (UpdateException | BundleException | IOException refused) {
      assertTrue(refused.getMessage() != null);
    }
    assertEquals(Set.of("base", "incoming"), names(BASE.resolveSibling("")));
  }

  private static void requireOnly(Path folder, Map<String, FileIdentity> files) throws IOException {
    for (String name : names(folder)) {
      if (!name.equals(BundlePackage.MANIFEST)) {
        assertTrue(Files.size(folder.resolve(name)) <= files.get(name).bytes());
      }
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private static byte[] carrier(byte[] bytes) throws IOException {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      add(zip, BundlePackage.MANIFEST, Arrays.copyOf(bytes, end));
      add(
          zip,
          BundlePackage.BASE,
          Digests.hex(Digests.sha256(OLD_MANIFEST)).getBytes(StandardCharsets.US_ASCII));
      add(
          zip,
          "weights" + BundlePackage.DELTA,
          Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length));
    }
    return file.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static Path base() {
    try {
      Path base = Files.createTempDirectory("voxbus-fuzz").resolve("base");
      Files.createDirectory(base);
      Files.write(base.resolve(BundlePackage.MANIFEST), OLD_MANIFEST);
      Files.write(base.resolve("weights"), new byte[1000]);
      return base;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
