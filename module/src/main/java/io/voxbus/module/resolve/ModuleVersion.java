package io.voxbus.module.resolve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Objects;

/**
 * The version of the service, as a bundle's {@code minimum_module_version} asks for it.
 *
 * @param major from 0
 * @param minor from 0
 * @param patch from 0
 */
public record ModuleVersion(int major, int minor, int patch) implements Comparable<ModuleVersion> {
  private static final Comparator<ModuleVersion> ORDER =
      Comparator.comparingInt(ModuleVersion::major)
          .thenComparingInt(ModuleVersion::minor)
          .thenComparingInt(ModuleVersion::patch);

  /** The version of the running service, written into its jar by the build. */
  public static ModuleVersion current() {
    try (InputStream in =
        Objects.requireNonNull(ModuleVersion.class.getResourceAsStream("module-version.txt"))) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads "1.2.3" or "1.2.3-SNAPSHOT"; what follows a hyphen does not count.
   *
   * @throws IllegalArgumentException for any other form
   */
  public static ModuleVersion parse(String text) {
    int hyphen = text.indexOf('-');
    String[] numbers = (hyphen < 0 ? text : text.substring(0, hyphen)).split("\\.", -1);
    try {
      if (numbers.length == 3) {
        return new ModuleVersion(
            Integer.parseUnsignedInt(numbers[0]),
            Integer.parseUnsignedInt(numbers[1]),
            Integer.parseUnsignedInt(numbers[2]));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no version such as 1.2.3", e);
    }
    throw new IllegalArgumentException("'" + text + "' is no version such as 1.2.3");
  }

  @Override
  public int compareTo(ModuleVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
