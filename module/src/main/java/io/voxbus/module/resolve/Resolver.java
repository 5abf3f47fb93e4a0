package io.voxbus.module.resolve;

import ai.onnxruntime.OrtSession;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.CallGrammar;
import io.voxbus.vehicle.GrammarState;
import io.voxbus.vehicle.TokenVocabulary;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

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
  private final Certainty certainty;

  private Resolver(Bundle bundle, TokenVocabulary vocabulary, Encoder encoder, Decoder decoder) {
    this.vocabulary = vocabulary;
    this.encoder = encoder;
    this.decoder = decoder;
    manifest = bundle.manifest();
    grammar = new CallGrammar(bundle.catalogue(), vocabulary);
    certainty = new Certainty(manifest.thresholds(), vocabulary);
    input = new EncoderInput(bundle.tokenizer(), manifest.encoder().maximumTokens());
  }

  /**
   * Loads a bundle's graphs and runs them once, on one thread.
   *
   * @throws BundleException as {@link #open(Bundle, int)} does
   */
  public static Resolver open(Bundle bundle) {
    return open(bundle, 1);
  }

  /**
   * Loads a bundle's graphs and runs them once, so that the first command is no slower for it.
   *
   * @param threads how many threads a graph uses, at least 1
   * @throws BundleException when ONNX Runtime cannot load or run one, or it has other inputs and
   *     outputs than the manifest says
   */
  public static Resolver open(Bundle bundle, int threads) {
    TokenVocabulary vocabulary = new TokenVocabulary(bundle.catalogue());
    Encoder encoder = Encoder.open(bundle, threads);
    try {
      return warm(
          new Resolver(
              bundle, vocabulary, encoder, Decoder.open(bundle, vocabulary.size(), threads)));
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
    try (OrtSession.Result text = encoder.read(input)) {
      List<TokenChoice> choices = decode(text, List.of());
      List<Call> calls = calls(choices);
      double confidence = hasEnded(choices) ? Certainty.confidence(choices) : 0;
      boolean sure = calls.isEmpty() || certainty.isSure(choices);
      Optional<Doubt> doubt = sure ? Optional.empty() : doubt(text, choices);
      return new Resolution(calls, texts(choices), confidence, sure, doubt);
    }
  }

  /** Greedy after the tokens in {@code forced}. */
  private List<TokenChoice> decode(OrtSession.Result text, List<Integer> forced) {
    try (Decoder.Sequence sequence = decoder.begin(text)) {
      List<TokenChoice> choices = new ArrayList<>();
      GrammarState state = grammar.start();
      int token = TokenVocabulary.START;
      while (!grammar.ended(state) && choices.size() < manifest.decoder().maximumSteps()) {
        TokenChoice choice = choose(sequence.step(token), grammar.allowed(state), forced, choices);
        token = choice.token();
        choices.add(choice);
        state = grammar.next(state, token);
      }
      return choices;
    }
  }

  private TokenChoice choose(
      FloatBuffer logits, BitSet allowed, List<Integer> forced, List<TokenChoice> before) {
    double temperature = manifest.confidence().temperature();
    return before.size() < forced.size()
        ? TokenChoice.of(forced.get(before.size()), logits, allowed, temperature)
        : TokenChoice.best(logits, allowed, temperature);
  }

  /**
   * The reading with the runner-up at the closest choice; empty where it comes to the same calls.
   */
  private Optional<Doubt> doubt(OrtSession.Result text, List<TokenChoice> choices) {
    int place = Certainty.closest(choices);
    if (place < 0) {
      return Optional.empty();
    }
    TokenChoice closest = choices.get(place);
    List<Integer> forced = new ArrayList<>(ids(choices.subList(0, place)));
    forced.add(closest.second());
    List<Call> instead = calls(decode(text, forced));
    return instead.equals(calls(choices))
        ? Optional.empty()
        : Optional.of(new Doubt(closest.probability(), closest.secondProbability(), instead));
  }

  /** Half a call is no call, and the same call twice in one breath is one. */
  private List<Call> calls(List<TokenChoice> choices) {
    return hasEnded(choices)
        ? grammar.decode(ids(choices)).stream().distinct().toList()
        : List.of();
  }

  private static boolean hasEnded(List<TokenChoice> choices) {
    return choices.get(choices.size() - 1).token() == TokenVocabulary.END;
  }

  private static List<Integer> ids(List<TokenChoice> choices) {
    return choices.stream().map(TokenChoice::token).toList();
  }

  private List<String> texts(List<TokenChoice> choices) {
    return ids(choices).stream().map(vocabulary::text).toList();
  }

  /** What the bundle says is to be done with a confidence. */
  public Manifest.Thresholds thresholds() {
    return manifest.thresholds();
  }

  @Override
  public void close() {
    decoder.close();
    encoder.close();
  }
}
