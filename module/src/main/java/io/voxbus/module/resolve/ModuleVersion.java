package io.voxbus.module.resolve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of the service, as a bundle's {@code minimum_module_version} asks for it.
 *
 * @param major from 0
 * @param minor from 0
 * @param patch from 0
 */
public record ModuleVersion(int major, int minor, int patch) implements Comparable<ModuleVersion> {
  /** Each number fits an {@code int}: one that wrapped around would be older than any other. */
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,9})\\.([0-9]{1,9})\\.([0-9]{1,9})(-.*)?", Pattern.DOTALL);

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
    Matcher numbers = FORM.matcher(text);
    if (!numbers.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no version such as 1.2.3");
    }
    return new ModuleVersion(
        Integer.parseInt(numbers.group(1)),
        Integer.parseInt(numbers.group(2)),
        Integer.parseInt(numbers.group(3)));
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
