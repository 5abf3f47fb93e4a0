package io.voxbus.module.resolve;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import java.util.Map;

/** Reads a text once; the decoder attends to what comes out. */
final class Encoder implements AutoCloseable {
  static final String CROSS_KEYS = "cross_keys";
  static final String CROSS_VALUES = "cross_values";

  private static final String INPUT_IDS = "input_ids";
  private static final String SEGMENT_IDS = "segment_ids";

  private final OnnxModel model;

  private Encoder(OnnxModel model) {
    this.model = model;
  }

  /**
   * Loads a bundle's encoder.
   *
   * @throws BundleException when it cannot be loaded or has other inputs and outputs
   */
  static Encoder open(Bundle bundle, int threads) {
    OnnxModel model = OnnxModel.open(bundle.encoder(), threads);
    try {
      Manifest.Decoder decoder = bundle.manifest().decoder();
      model.requireInput(INPUT_IDS, 1, -1);
      model.requireInput(SEGMENT_IDS, 1, -1);
      for (String output : new String[] {CROSS_KEYS, CROSS_VALUES}) {
        model.requireOutput(output, decoder.layers(), decoder.heads(), -1, decoder.headWidth());
      }
      return new Encoder(model);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** Keys and values for the decoder; the caller closes the result. */
  OrtSession.Result read(EncoderInput input) {
    try (OnnxTensor ids = OnnxModel.tensor(input.ids(), 1, input.size());
        OnnxTensor segments = OnnxModel.tensor(input.segments(), 1, input.size())) {
      return model.run(Map.of(INPUT_IDS, ids, SEGMENT_IDS, segments));
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
