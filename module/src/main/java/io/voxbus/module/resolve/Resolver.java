package io.voxbus.module.resolve;

import ai.onnxruntime.OrtSession;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.CallGrammar;
import io.voxbus.vehicle.GrammarState;
import io.voxbus.vehicle.TokenVocabulary;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a text into calls: the encoder reads the text once, then the decoder emits the likeliest
 * token that the grammar allows until {@code <vc_end>}. Not safe for use by several threads: it
 * reuses its buffers, so one worker thread owns it.
 */
public final class Resolver implements AutoCloseable {
  private final TokenVocabulary vocabulary;
  private final CallGrammar grammar;
  private final Manifest manifest;
  private final EncoderInput input;
  private final Encoder encoder;
  private final Decoder decoder;

  private Resolver(Bundle bundle, TokenVocabulary vocabulary, Encoder encoder, Decoder decoder) {
    this.vocabulary = vocabulary;
    this.encoder = encoder;
    this.decoder = decoder;
    manifest = bundle.manifest();
    grammar = new CallGrammar(bundle.catalogue(), vocabulary);
    input = new EncoderInput(bundle.tokenizer(), manifest.encoder().maximumTokens());
  }

  /**
   * Loads a bundle's graphs and runs them once, so that the first command is no slower for it.
   *
   * @throws BundleException when ONNX Runtime cannot load or run one, or it has other inputs and
   *     outputs than the manifest says
   */
  public static Resolver open(Bundle bundle) {
    TokenVocabulary vocabulary = new TokenVocabulary(bundle.catalogue());
    Encoder encoder = Encoder.open(bundle);
    try {
      return warm(
          new Resolver(bundle, vocabulary, encoder, Decoder.open(bundle, vocabulary.size())));
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  private static Resolver warm(Resolver resolver) {
    try {
      resolver.resolve("open the window", List.of());
      return resolver;
    } catch (RuntimeException e) {
      resolver.decoder.close();
      throw new BundleException(
          "the bundle cannot be run: " + e.getMessage(), "export the bundle anew", e);
    }
  }

  /**
   * What a text asks for. A text of more word pieces than the model reads, and one without any,
   * asks for nothing.
   *
   * @param text of any length
   * @param context the calls of the turn before; empty without one
   */
  public Resolution resolve(String text, List<Call> context) {
    return switch (input.fill(text, context)) {
      case FILLED -> decode();
      case EMPTY -> Resolution.silence();
      case TOO_LONG -> Resolution.tooLong();
    };
  }

  private Resolution decode() {
    try (OrtSession.Result text = encoder.read(input);
        Decoder.Sequence sequence = decoder.begin(text)) {
      return decode(sequence);
    }
  }

  private Resolution decode(Decoder.Sequence sequence) {
    List<Integer> tokens = new ArrayList<>();
    GrammarState state = grammar.start();
    double confidence = 1;
    int token = TokenVocabulary.START;
    while (!grammar.ended(state) && tokens.size() < manifest.decoder().maximumSteps()) {
      TokenChoice choice =
          TokenChoice.best(
              sequence.step(token), grammar.allowed(state), manifest.confidence().temperature());
      token = choice.token();
      tokens.add(token);
      confidence *= choice.probability();
      state = grammar.next(state, token);
    }
    return grammar.ended(state) ? resolution(tokens, confidence) : cutOff(tokens);
  }

  private Resolution resolution(List<Integer> tokens, double confidence) {
    return new Resolution(grammar.decode(tokens), texts(tokens), confidence);
  }

  /** Half a call is no call. */
  private Resolution cutOff(List<Integer> tokens) {
    return new Resolution(List.of(), texts(tokens), 0);
  }

  private List<String> texts(List<Integer> tokens) {
    return tokens.stream().map(vocabulary::text).toList();
  }

  @Override
  public void close() {
    decoder.close();
    encoder.close();
  }
}
