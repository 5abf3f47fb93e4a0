package io.voxbus.vehicle;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What may follow within the call of one function; computed once, asked on every decoding step. */
final class FunctionGrammar {
  private final List<ArgumentSpec> arguments;
  private final BitSet[] beginnings;
  private final boolean[] mayClose;
  private final Map<Integer, Integer> argumentOfToken = new HashMap<>();
  private final Map<Integer, NumberSpelling> spellings = new HashMap<>();

  FunctionGrammar(FunctionSpec function, TokenVocabulary vocabulary) {
    arguments = function.arguments();
    beginnings = new BitSet[arguments.size() + 1];
    mayClose = new boolean[arguments.size() + 1];
    beginnings[arguments.size()] = new BitSet();
    mayClose[arguments.size()] = true;
    for (int i = arguments.size() - 1; i >= 0; i--) {
      describe(i, vocabulary);
    }
  }

  private void describe(int index, TokenVocabulary vocabulary) {
    ArgumentSpec argument = arguments.get(index);
    BitSet tokens = new BitSet();
    argument
        .type()
        .words()
        .forEach(word -> tokens.set(vocabulary.id(TokenVocabulary.word(argument, word))));
    NumberRange.of(argument.type())
        .ifPresent(
            range -> {
              tokens.set(vocabulary.id(TokenVocabulary.opening(argument)));
              spellings.put(index, NumberSpelling.of(range));
            });
    tokens.stream().forEach(token -> argumentOfToken.put(token, index));
    if (argument.optional()) {
      tokens.or(beginnings[index + 1]);
    }
    beginnings[index] = tokens;
    mayClose[index] = argument.optional() && mayClose[index + 1];
  }

  /**
   * The tokens that give an argument, when the arguments before {@code next} are given or left out.
   * Not to be changed.
   */
  BitSet beginnings(int next) {
    return beginnings[next];
  }

  /** True when the call is whole although the arguments from {@code next} on are left out. */
  boolean mayClose(int next) {
    return mayClose[next];
  }

  /** The index of the argument that the token gives. */
  int argumentOf(int token) {
    return Optional.ofNullable(argumentOfToken.get(token)).orElseThrow();
  }

  /** The numbers of an argument that has numbers. */
  NumberSpelling spelling(int argument) {
    return Optional.ofNullable(spellings.get(argument)).orElseThrow();
  }

  /** True when the token opens the argument's number. */
  boolean opensNumber(int argument, int token, TokenVocabulary vocabulary) {
    return vocabulary.text(token).equals(TokenVocabulary.opening(arguments.get(argument)));
  }
}
