package io.voxbus.module.resolve;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a bundle says of itself, its {@code manifest.json}.
 *
 * @param id names this very bundle
 * @param version of the model, such as 0.1.0
 * @param created when it was exported, ISO 8601
 * @param catalogue the functions it was trained on
 * @param minimumModuleVersion the oldest service that can run it
 * @param rollbackCounter no bundle with a smaller one is installed over the air after it, from 0; 0
 *     in a manifest that has none
 * @param files what each of its files must be, by name; sorted
 * @param encoder limits of the input
 * @param decoder shape of the key/value cache, and the limit of the output
 * @param confidence how probabilities are calibrated
 * @param thresholds what the service does with a confidence
 * @param figures held-out figures as the training wrote them, free form
 * @param golden commands that must come out as given, in JSON
 */
public record Manifest(
    String id,
    String version,
    String created,
    CatalogueIdentity catalogue,
    @JsonProperty("minimum_module_version") String minimumModuleVersion,
    @JsonProperty("rollback_counter") long rollbackCounter,
    Map<String, FileIdentity> files,
    Encoder encoder,
    Decoder decoder,
    Confidence confidence,
    Thresholds thresholds,
    JsonNode figures,
    JsonNode golden) {

  /** The only form of manifest that this service reads. */
  public static final int FORMAT = 1;

  public Manifest {
    if (files.containsValue(null)) {
      throw new IllegalArgumentException("a file is listed without size and hash");
    }
    if (rollbackCounter < 0) {
      throw new IllegalArgumentException("rollback_counter is negative");
    }
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * The manifest of a bundle's folder.
   *
   * @throws BundleException when it is missing, of another format, or lacks something
   */
  public static Manifest read(Path folder) {
    return ManifestFile.read(folder);
  }

  /**
   * A catalogue as the model was trained on it.
   *
   * @param hash SHA-256 of its canonical text, 64 hexadecimal digits
   */
  public record CatalogueIdentity(String name, int version, String hash) {}

  /**
   * A file of the bundle.
   *
   * @param sha256 64 hexadecimal digits, lower case
   * @param bytes its size
   */
  public record FileIdentity(String sha256, long bytes) {}

  /**
   * The encoder's limits.
   *
   * @param maximumTokens the most word pieces of one input, {@code [CLS]} and {@code [SEP]}
   *     included; 3 to 512
   */
  public record Encoder(@JsonProperty("maximum_tokens") int maximumTokens) {
    public Encoder {
      requireWithin("encoder.maximum_tokens", maximumTokens, 3, 512);
    }
  }

  /**
   * The decoder's shape and limits.
   *
   * @param layers 1 to 64
   * @param heads attention heads of a layer, 1 to 64
   * @param headWidth numbers in a key or value, 1 to 1024
   * @param maximumSteps the most output tokens, {@code <vc_end>} included; 1 to 512
   */
  public record Decoder(
      int layers,
      int heads,
      @JsonProperty("head_width") int headWidth,
      @JsonProperty("maximum_steps") int maximumSteps) {
    public Decoder {
      requireWithin("decoder.layers", layers, 1, 64);
      requireWithin("decoder.heads", heads, 1, 64);
      requireWithin("decoder.head_width", headWidth, 1, 1024);
      requireWithin("decoder.maximum_steps", maximumSteps, 1, 512);
    }
  }

  /**
   * The calibration.
   *
   * @param temperature divides the logits before the softmax; 0.01 to 100
   */
  public record Confidence(double temperature) {
    public Confidence {
      requireWithin("confidence.temperature", temperature, 0.01, 100);
    }
  }

  /**
   * What the service does with a confidence; each from 0 to 1.
   *
   * @param act the least confidence of a reading that is acted on
   * @param ask the least confidence of a reading that is asked back about when it is not acted on
   * @param function the least probability of each function in a reading that is acted on, and of
   *     its end
   * @param argument the least probability of each token of its arguments
   */
  public record Thresholds(double act, double ask, double function, double argument) {
    public Thresholds {
      requireWithin("thresholds.act", act, 0, 1);
      requireWithin("thresholds.ask", ask, 0, 1);
      requireWithin("thresholds.function", function, 0, 1);
      requireWithin("thresholds.argument", argument, 0, 1);
    }
  }

  private static void requireWithin(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s = %s is outside %s..%s".formatted(name, value, least, most));
    }
  }
}
