package io.voxbus.vehicle;

import io.voxbus.vehicle.ArgumentValue.Quantity;
import io.voxbus.vehicle.GrammarState.Phase;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The token sequences that are well-formed calls of a catalogue, as the catalogue's file describes
 * them. Whoever emits only tokens of {@link #allowed} until {@link #ended} has a sequence that
 * {@link #decode} reads. Immutable and safe for use by several threads.
 */
public final class CallGrammar {
  /** The most calls in one sequence. */
  public static final int MAXIMUM_CALLS = 4;

  private final Catalogue catalogue;
  private final TokenVocabulary vocabulary;
  private final List<FunctionGrammar> functions;
  private final BitSet anotherCallOrEnd = new BitSet();

  /**
   * The grammar of a catalogue.
   *
   * @param vocabulary of the same catalogue
   */
  public CallGrammar(Catalogue catalogue, TokenVocabulary vocabulary) {
    this.catalogue = catalogue;
    this.vocabulary = vocabulary;
    functions =
        catalogue.functions().stream()
            .map(function -> new FunctionGrammar(function, vocabulary))
            .toList();
    anotherCallOrEnd.set(TokenVocabulary.END);
    anotherCallOrEnd.set(
        TokenVocabulary.FIRST_FUNCTION, TokenVocabulary.FIRST_FUNCTION + functions.size());
  }

  /** Before the first token. */
  public GrammarState start() {
    return GrammarState.start();
  }

  /** True after {@code <vc_end>}. */
  public boolean ended(GrammarState state) {
    return state.phase() == Phase.ENDED;
  }

  /**
   * The ids of the tokens that may come next; empty only when the sequence has ended. The set is
   * the caller's own.
   */
  public BitSet allowed(GrammarState state) {
    BitSet tokens = new BitSet(vocabulary.size());
    switch (state.phase()) {
      case BETWEEN_CALLS -> tokens.or(anotherCallOrEnd);
      case IN_CALL -> addFollowing(state, state.argument(), tokens);
      case IN_NUMBER -> addWithinNumber(state, tokens);
      case ENDED -> {}
    }
    return tokens;
  }

  private void addFollowing(GrammarState state, int next, BitSet tokens) {
    FunctionGrammar function = functions.get(state.function());
    tokens.or(function.beginnings(next));
    if (function.mayClose(next) && state.calls() < MAXIMUM_CALLS) {
      tokens.or(anotherCallOrEnd);
    } else if (function.mayClose(next)) {
      tokens.set(TokenVocabulary.END);
    }
  }

  private void addWithinNumber(GrammarState state, BitSet tokens) {
    NumberSpelling spelling = functions.get(state.function()).spelling(state.argument());
    for (int digit = 0; digit <= 9; digit++) {
      tokens.set(vocabulary.digit(digit), spelling.admits(state.number(), digit));
    }
    tokens.set(vocabulary.point(), spelling.admitsPoint(state.number()));
    if (spelling.admitsEnd(state.number())) {
      addFollowing(state, state.argument() + 1, tokens);
    }
  }

  /**
   * The state after one token more.
   *
   * @throws IllegalCallException when the token may not come next
   */
  public GrammarState next(GrammarState state, int tokenId) {
    if (tokenId < 0 || !allowed(state).get(tokenId)) {
      throw new IllegalCallException("token " + name(tokenId) + " may not come here");
    }
    if (tokenId == TokenVocabulary.END) {
      return state.end();
    }
    if (isFunction(tokenId)) {
      return state.call(tokenId - TokenVocabulary.FIRST_FUNCTION);
    }
    return tokenId <= vocabulary.point() ? spell(state, tokenId) : give(state, tokenId);
  }

  private String name(int tokenId) {
    boolean known = tokenId >= 0 && tokenId < vocabulary.size();
    return known ? vocabulary.text(tokenId) : Integer.toString(tokenId);
  }

  private boolean isFunction(int tokenId) {
    return tokenId >= TokenVocabulary.FIRST_FUNCTION && tokenId < vocabulary.digit(0);
  }

  private GrammarState spell(GrammarState state, int tokenId) {
    NumberPrefix number =
        tokenId == vocabulary.point()
            ? state.number().plusPoint()
            : state.number().plus(tokenId - vocabulary.digit(0));
    return state.within(state.argument(), number);
  }

  private GrammarState give(GrammarState state, int tokenId) {
    FunctionGrammar function = functions.get(state.function());
    int argument = function.argumentOf(tokenId);
    return function.opensNumber(argument, tokenId, vocabulary)
        ? state.within(argument, NumberPrefix.EMPTY)
        : state.before(argument + 1);
  }

  /**
   * The one token sequence of a list of calls; it ends with {@link TokenVocabulary#END}.
   *
   * @throws IllegalCallException when there are more than {@link #MAXIMUM_CALLS}, or one is not a
   *     call of this catalogue
   */
  public List<Integer> encode(List<Call> calls) {
    if (calls.size() > MAXIMUM_CALLS) {
      throw new IllegalCallException(
          calls.size() + " calls are too many; allowed are " + MAXIMUM_CALLS);
    }
    List<Integer> tokens = new ArrayList<>();
    calls.forEach(call -> encode(call, tokens));
    tokens.add(TokenVocabulary.END);
    return tokens;
  }

  private void encode(Call foreign, List<Integer> tokens) {
    Call call = Call.of(catalogue.function(foreign.function().name()), foreign.arguments());
    tokens.add(vocabulary.id(call.function().token()));
    call.arguments()
        .forEach(
            (name, value) -> {
              if (value instanceof Quantity quantity) {
                tokens.add(vocabulary.id(name + "="));
                quantity
                    .text()
                    .chars()
                    .forEach(c -> tokens.add(vocabulary.id(Character.toString(c))));
              } else {
                tokens.add(vocabulary.id(name + "=" + value.text()));
              }
            });
  }

  /**
   * The calls of a token sequence, read by the grammar.
   *
   * @param tokenIds with {@link TokenVocabulary#END} last
   * @throws IllegalCallException when the sequence is ill-formed; the message names the place, from
   *     0
   */
  public List<Call> decode(List<Integer> tokenIds) {
    GrammarState state = start();
    for (int i = 0; i < tokenIds.size(); i++) {
      try {
        state = next(state, tokenIds.get(i));
      } catch (IllegalCallException e) {
        throw new IllegalCallException("place " + i + ": " + e.getMessage());
      }
    }
    if (!ended(state)) {
      throw new IllegalCallException("the sequence has no " + vocabulary.text(TokenVocabulary.END));
    }
    TokenReader reader = new TokenReader(catalogue);
    tokenIds.forEach(id -> reader.read(vocabulary.text(id)));
    return reader.calls();
  }
}
