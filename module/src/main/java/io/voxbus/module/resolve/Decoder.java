package io.voxbus.module.resolve;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Emits one output token after the other. Each step gets the keys and values of the steps before
 * from the result of the last one, without a copy. Belongs to one thread, and decodes one text at a
 * time.
 */
final class Decoder implements AutoCloseable {
  private static final String LOGITS = "logits";
  private static final String KEYS = "keys";
  private static final String VALUES = "values";
  private static final Set<String> CACHE = Set.of(KEYS, VALUES);

  private final OnnxModel model;
  private final LongBuffer token = DirectBuffers.longs(1);
  private final LongBuffer position = DirectBuffers.longs(1);
  private final FloatBuffer logits;
  private final OnnxTensor tokenTensor;
  private final OnnxTensor positionTensor;
  private final OnnxTensor nothingPast;
  private final Map<String, OnnxTensor> pinned;

  private Decoder(OnnxModel model, Manifest.Decoder shape, int vocabularySize) {
    this.model = model;
    logits = DirectBuffers.floats(vocabularySize);
    tokenTensor = OnnxModel.tensor(token, 1);
    positionTensor = OnnxModel.tensor(position, 1);
    nothingPast =
        OnnxModel.tensor(
            DirectBuffers.floats(0), shape.layers(), shape.heads(), 0, shape.headWidth());
    pinned = Map.of(LOGITS, OnnxModel.tensor(logits, vocabularySize));
  }

  /**
   * Loads a bundle's decoder.
   *
   * @param vocabularySize how many output tokens there are
   * @throws BundleException when it cannot be loaded or has other inputs and outputs
   */
  static Decoder open(Bundle bundle, int vocabularySize, int threads) {
    OnnxModel model = OnnxModel.open(bundle.decoder(), threads);
    try {
      Manifest.Decoder shape = bundle.manifest().decoder();
      require(model, shape);
      model.requireOutput(LOGITS, vocabularySize);
      return new Decoder(model, shape, vocabularySize);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static void require(OnnxModel model, Manifest.Decoder shape) {
    long[] cache = {shape.layers(), shape.heads(), -1, shape.headWidth()};
    model.requireInput("token", 1);
    model.requireInput("position", 1);
    for (String input :
        new String[] {"past_keys", "past_values", Encoder.CROSS_KEYS, Encoder.CROSS_VALUES}) {
      model.requireInput(input, cache);
    }
    model.requireOutput(KEYS, cache);
    model.requireOutput(VALUES, cache);
  }

  /**
   * Begins a sequence.
   *
   * @param text what the encoder read; must stay open as long as the sequence
   */
  Sequence begin(OrtSession.Result text) {
    return new Sequence(tensor(text, Encoder.CROSS_KEYS), tensor(text, Encoder.CROSS_VALUES));
  }

  private static OnnxTensor tensor(OrtSession.Result result, String name) {
    return (OnnxTensor) result.get(name).orElseThrow();
  }

  @Override
  public void close() {
    tokenTensor.close();
    positionTensor.close();
    nothingPast.close();
    pinned.values().forEach(OnnxTensor::close);
    model.close();
  }

  /** The steps of one text. */
  final class Sequence implements AutoCloseable {
    private final OnnxTensor crossKeys;
    private final OnnxTensor crossValues;
    private Optional<OrtSession.Result> past = Optional.empty();
    private long steps;

    private Sequence(OnnxTensor crossKeys, OnnxTensor crossValues) {
      this.crossKeys = crossKeys;
      this.crossValues = crossValues;
    }

    /**
     * Feeds the last token and scores the next.
     *
     * @param last START at first, then each token as chosen
     * @return a score for each token; the decoder's own buffer, valid until the next step
     */
    FloatBuffer step(int last) {
      token.put(0, last);
      position.put(0, steps);
      steps++;
      OrtSession.Result result = model.run(inputs(), CACHE, pinned);
      past.ifPresent(OrtSession.Result::close);
      past = Optional.of(result);
      return logits;
    }

    private Map<String, OnnxTensor> inputs() {
      return Map.of(
          "token",
          tokenTensor,
          "position",
          positionTensor,
          "past_keys",
          pastOr(KEYS),
          "past_values",
          pastOr(VALUES),
          Encoder.CROSS_KEYS,
          crossKeys,
          Encoder.CROSS_VALUES,
          crossValues);
    }

    private OnnxTensor pastOr(String name) {
      return past.map(result -> tensor(result, name)).orElse(nothingPast);
    }

    @Override
    public void close() {
      past.ifPresent(OrtSession.Result::close);
      past = Optional.empty();
    }
  }
}
