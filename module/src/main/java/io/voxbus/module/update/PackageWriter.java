package io.voxbus.module.update;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxbus.module.resolve.Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Writes {@link BundlePackage} files: the same bundle always gives the same bytes. */
public final class PackageWriter {
  /** The earliest that ZIP can say; a file's own time is not the bundle's. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final JsonMapper JSON = new JsonMapper();

  private PackageWriter() {}

  /**
   * Writes a bundle, unsigned.
   *
   * @param bundle what is written
   * @param counter its rollback counter, from 0
   * @param base the folder of the bundle that the vehicle has; empty for a file that needs none
   * @param out the file
   * @throws IOException when something cannot be read or written
   */
  public static void build(Bundle bundle, long counter, Optional<Path> base, Path out)
      throws IOException {
    byte[] manifest = manifest(bundle.folder(), counter);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(out))) {
      add(zip, BundlePackage.MANIFEST, manifest);
      if (base.isPresent()) {
        add(zip, BundlePackage.BASE, hash(base.get()).getBytes(StandardCharsets.US_ASCII));
      }
      for (String name : bundle.manifest().files().keySet()) {
        addFile(zip, bundle.folder().resolve(name), base);
      }
    }
  }

  /**
   * Signs a file, in place of a signature that it has.
   *
   * @param file as of {@link #build}
   * @param key a private key in PEM
   * @throws UpdateException when it is no bundle, or the key is none
   * @throws IOException when it cannot be written
   */
  public static void sign(Path file, String key) throws IOException {
    byte[] signature;
    try (BundlePackage unsigned = BundlePackage.open(file)) {
      signature = ReleaseKeys.sign(key, unsigned.manifest());
    }
    Path signed = file.resolveSibling(file.getFileName() + ".signed");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(signed))) {
      copy(in, out, signature);
    }
    Files.move(signed, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copy(ZipInputStream in, ZipOutputStream out, byte[] signature)
      throws IOException {
    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      if (entry.getName().equals(BundlePackage.SIGNATURE)) {
        continue;
      }
      add(out, entry.getName(), in.readAllBytes());
      if (entry.getName().equals(BundlePackage.MANIFEST)) {
        add(out, BundlePackage.SIGNATURE, signature);
      }
    }
  }

  private static byte[] manifest(Path folder, long counter) throws IOException {
    ObjectNode manifest =
        (ObjectNode) JSON.readTree(Files.readAllBytes(folder.resolve(BundlePackage.MANIFEST)));
    manifest.put("rollback_counter", counter);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
  }

  private static String hash(Path base) throws IOException {
    return Digests.hex(Digests.sha256(base.resolve(BundlePackage.MANIFEST)));
  }

  private static void addFile(ZipOutputStream zip, Path file, Optional<Path> base)
      throws IOException {
    String name = file.getFileName().toString();
    Optional<Path> old = base.map(folder -> folder.resolve(name)).filter(Files::isRegularFile);
    byte[] content = Files.readAllBytes(file);
    if (old.isEmpty()) {
      add(zip, name, content);
      return;
    }
    byte[] before = Files.readAllBytes(old.get());
    if (!Arrays.equals(before, content)) {
      add(zip, name + BundlePackage.DELTA, Delta.between(before, content));
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
