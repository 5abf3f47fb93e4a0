package io.voxbus.vehicle;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The functions that a spoken command can resolve to. Its file explains the format: {@code
 * vehicle-functions.yaml} beside this class.
 *
 * @param name the catalogue's name, for example "cabin"
 * @param version counts the releases of the catalogue, from 1
 * @param areas the places in the cabin
 * @param functions in the order of their tokens
 */
public record Catalogue(
    String name, int version, List<String> areas, List<FunctionSpec> functions) {
  private static final String STANDARD = "vehicle-functions.yaml";

  /** Copies the lists and checks names and order; throws {@link CatalogueException}. */
  public Catalogue {
    Names.check("a catalogue", name);
    if (version < 1) {
      throw new CatalogueException("version " + version + " is below 1", "Count versions from 1");
    }
    areas = Names.checked("areas", areas);
    functions = List.copyOf(functions);
    checkFunctions(functions);
  }

  private static void checkFunctions(List<FunctionSpec> functions) {
    if (functions.isEmpty()) {
      throw new CatalogueException("functions is empty", "Describe at least one");
    }
    Names.refuseDuplicates("functions", functions.stream().map(FunctionSpec::name).toList());
    for (int i = 0; i < functions.size(); i++) {
      if (functions.get(i).index() != i) {
        throw new CatalogueException(
            functions.get(i).name() + " has index " + functions.get(i).index(),
            "Give it " + i + ", its place among the functions");
      }
    }
  }

  /** The catalogue of this version of Voxbus. Read once; every call returns the same object. */
  public static Catalogue standard() {
    return Standard.CATALOGUE;
  }

  /**
   * Reads a catalogue file. The reader stays open.
   *
   * @throws CatalogueException when the file is not a catalogue; the message names the line and the
   *     mend
   */
  public static Catalogue read(Reader reader) {
    return CatalogueFile.read(reader);
  }

  /**
   * The function of that name.
   *
   * @throws IllegalCallException when the catalogue has none
   */
  public FunctionSpec function(String function) {
    return find(function)
        .orElseThrow(
            () ->
                new IllegalCallException(
                    "no function is named \"" + function + "\" in the catalogue " + name));
  }

  /** The function of that name, if the catalogue has it. */
  public Optional<FunctionSpec> find(String function) {
    return functions.stream().filter(spec -> spec.name().equals(function)).findFirst();
  }

  /**
   * SHA-256 of {@link #canonicalText()} in UTF-8, 64 lower-case hexadecimal digits. Two catalogues
   * with the same hash admit the same calls and give them the same tokens.
   */
  public String hash() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha256.digest(canonicalText().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Everything that decides calls and tokens, one fact a line; descriptions and comments are left
   * out.
   */
  public String canonicalText() {
    String head = "catalogue " + name + " " + version + "\nareas " + String.join(" ", areas) + "\n";
    return head + functions.stream().map(FunctionSpec::canonicalText).collect(Collectors.joining());
  }

  private static final class Standard {
    private static final Catalogue CATALOGUE = load();

    private static Catalogue load() {
      InputStream file =
          Objects.requireNonNull(
              Catalogue.class.getResourceAsStream(STANDARD), "the catalogue is part of this jar");
      try (Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
        return read(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
