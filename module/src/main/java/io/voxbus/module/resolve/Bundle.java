package io.voxbus.module.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.IllegalCallException;
import io.voxbus.vehicle.TokenVocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model bundle whose files are those that its manifest names, for the catalogue at hand.
 *
 * @param folder where it lies
 * @param manifest what it says of itself
 * @param catalogue what its calls are calls of
 * @param tokenizer of its vocabulary
 * @param golden commands that must come out as given
 */
public record Bundle(
    Path folder,
    Manifest manifest,
    Catalogue catalogue,
    WordPieceTokenizer tokenizer,
    List<GoldenCommand> golden) {
  public Bundle {
    golden = List.copyOf(golden);
  }

  /**
   * Reads and checks a bundle: format, module version, catalogue, size and hash of each file, the
   * output tokens, the input vocabulary and the golden commands' form.
   *
   * @param folder the bundle's folder
   * @param catalogue the catalogue that the service runs with
   * @throws BundleException for the first thing that is not as it must be
   */
  public static Bundle read(Path folder, Catalogue catalogue) {
    Manifest manifest = ManifestFile.read(folder);
    requireModuleVersion(manifest, ModuleVersion.current());
    requireCatalogue(manifest, catalogue);
    BundleFiles files = new BundleFiles(folder, manifest);
    files.verify();
    files.verifyTokens(new TokenVocabulary(catalogue));
    return new Bundle(folder, manifest, catalogue, files.tokenizer(), golden(manifest, catalogue));
  }

  /** The file of the encoder. */
  Path encoder() {
    return folder.resolve(BundleFiles.ENCODER);
  }

  /** The file of the decoder. */
  Path decoder() {
    return folder.resolve(BundleFiles.DECODER);
  }

  private static void requireModuleVersion(Manifest manifest, ModuleVersion current) {
    ModuleVersion minimum = minimumVersion(manifest);
    if (minimum.compareTo(current) > 0) {
      throw new BundleException(
          "bundle %s needs module version %s, this is %s"
              .formatted(manifest.id(), minimum, current),
          "update the module or use an older bundle");
    }
  }

  private static ModuleVersion minimumVersion(Manifest manifest) {
    try {
      return ModuleVersion.parse(manifest.minimumModuleVersion());
    } catch (IllegalArgumentException e) {
      throw new BundleException(
          "minimum_module_version: " + e.getMessage(), "export the bundle anew", e);
    }
  }

  private static void requireCatalogue(Manifest manifest, Catalogue catalogue) {
    String trained = manifest.catalogue().hash();
    if (!trained.equals(catalogue.hash())) {
      throw new BundleException(
          "bundle %s was trained on catalogue %s %d (hash %s), this is %s %d (hash %s)"
              .formatted(
                  manifest.id(),
                  manifest.catalogue().name(),
                  manifest.catalogue().version(),
                  trained,
                  catalogue.name(),
                  catalogue.version(),
                  catalogue.hash()),
          "use a bundle trained on this catalogue");
    }
  }

  private static List<GoldenCommand> golden(Manifest manifest, Catalogue catalogue) {
    List<GoldenCommand> golden = new ArrayList<>();
    for (JsonNode json : manifest.golden()) {
      try {
        golden.add(golden(json, catalogue));
      } catch (IllegalArgumentException | IllegalCallException e) {
        throw new BundleException(
            "golden command %d: %s".formatted(golden.size() + 1, e.getMessage()),
            "export the bundle anew",
            e);
      }
    }
    return golden;
  }

  private static GoldenCommand golden(JsonNode json, Catalogue catalogue) {
    if (!json.path("text").isTextual()) {
      throw new IllegalArgumentException("text must be a string");
    }
    List<Call> context =
        Optional.ofNullable(json.get("context"))
            .map(calls -> CallJson.calls(calls, catalogue))
            .orElse(List.of());
    return new GoldenCommand(
        json.get("text").textValue(), context, CallJson.calls(json.path("calls"), catalogue));
  }
}
