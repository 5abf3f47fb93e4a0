package io.voxbus.vehicle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The output tokens of a model for a catalogue; a token's id is its place in the list. The
 * catalogue's file says how the list is derived, and a model bundle's {@code tokens.txt} must equal
 * it.
 */
public final class TokenVocabulary {
  /** Id of {@code <vc_start>}, the decoder's first input; it is never emitted. */
  public static final int START = 0;

  /** Id of {@code <vc_end>}, the last token of every sequence. */
  public static final int END = 1;

  /** Id of {@code <vc_0>}; the other functional tokens follow it. */
  static final int FIRST_FUNCTION = 2;

  private static final int DIGITS = 10;

  private final List<String> tokens;
  private final Map<String, Integer> ids;
  private final int zero;

  /** The vocabulary of a catalogue. */
  public TokenVocabulary(Catalogue catalogue) {
    Map<String, Integer> collected = new LinkedHashMap<>();
    add(collected, "<vc_start>");
    add(collected, "<vc_end>");
    catalogue.functions().forEach(function -> add(collected, function.token()));
    zero = collected.size();
    for (int digit = 0; digit < DIGITS; digit++) {
      add(collected, Integer.toString(digit));
    }
    add(collected, ".");
    catalogue.functions().stream()
        .flatMap(function -> function.arguments().stream())
        .forEach(argument -> addArgument(collected, argument));
    ids = Map.copyOf(collected);
    tokens = List.copyOf(collected.keySet());
  }

  private static void addArgument(Map<String, Integer> collected, ArgumentSpec argument) {
    argument.type().words().forEach(word -> add(collected, word(argument, word)));
    if (NumberRange.of(argument.type()).isPresent()) {
      add(collected, opening(argument));
    }
  }

  private static void add(Map<String, Integer> collected, String token) {
    collected.putIfAbsent(token, collected.size());
  }

  /** The text of the token that gives an argument a word. */
  static String word(ArgumentSpec argument, String word) {
    return argument.name() + "=" + word;
  }

  /** The text of the token after which an argument's number is spelt. */
  static String opening(ArgumentSpec argument) {
    return argument.name() + "=";
  }

  /** Whether a token is a function's or {@code <vc_end>}; all others belong to arguments. */
  public boolean beginsCallOrEnds(int id) {
    return id >= END && id < zero;
  }

  /** How many tokens there are. */
  public int size() {
    return tokens.size();
  }

  /**
   * The text of a token.
   *
   * @throws IndexOutOfBoundsException when there is no such id
   */
  public String text(int id) {
    return tokens.get(id);
  }

  /**
   * The id of a token.
   *
   * @throws IllegalArgumentException when there is no such token
   */
  public int id(String text) {
    return Optional.ofNullable(ids.get(text))
        .orElseThrow(() -> new IllegalArgumentException("no token is written \"" + text + "\""));
  }

  /** All tokens, in the order of their ids; unmodifiable. */
  public List<String> tokens() {
    return tokens;
  }

  /** The id of a digit, 0 to 9. */
  int digit(int digit) {
    return zero + digit;
  }

  /** The id of the decimal point. */
  int point() {
    return zero + DIGITS;
  }
}
