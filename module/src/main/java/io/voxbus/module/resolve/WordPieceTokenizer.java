package io.voxbus.module.resolve;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Text to the ids of word pieces: BERT's uncased cleaning, then the longest piece that fits, from
 * left to right, with {@code ##} before a piece that continues a word. A word that the pieces do
 * not cover, or of more than 100 characters, is one {@code [UNK]}. Special pieces in the text are
 * plain text. Immutable.
 *
 * <p>Source: the published BERT tokenizer ({@code WordpieceTokenizer}).
 */
public final class WordPieceTokenizer {
  private static final String CONTINUED = "##";
  private static final int LONGEST_WORD = 100;
  private static final int NONE = -1;

  private final Map<String, Integer> beginnings = new HashMap<>();
  private final Map<String, Integer> continuations = new HashMap<>();
  private final int longestPiece;
  private final int unknown;
  private final int begin;
  private final int separator;

  /**
   * A tokenizer of a vocabulary.
   *
   * @param pieces in the order of their ids, from 0; each once, {@code [UNK]}, {@code [CLS]} and
   *     {@code [SEP]} among them
   * @throws IllegalArgumentException when a piece stands twice or one of these is missing
   */
  public WordPieceTokenizer(List<String> pieces) {
    for (String piece : pieces) {
      add(piece);
    }
    longestPiece = pieces.stream().mapToInt(String::length).max().orElse(0);
    unknown = special("[UNK]");
    begin = special("[CLS]");
    separator = special("[SEP]");
  }

  private void add(String piece) {
    int id = beginnings.size() + continuations.size();
    boolean continued = piece.startsWith(CONTINUED) && piece.length() > CONTINUED.length();
    Map<String, Integer> pieces = continued ? continuations : beginnings;
    if (pieces.put(continued ? piece.substring(CONTINUED.length()) : piece, id) != null) {
      throw new IllegalArgumentException("piece " + piece + " stands twice");
    }
  }

  private int special(String piece) {
    Integer id = beginnings.get(piece);
    if (id == null) {
      throw new IllegalArgumentException("there is no piece " + piece);
    }
    return id;
  }

  /** The id of {@code [CLS]}, which begins every input. */
  public int begin() {
    return begin;
  }

  /** The id of {@code [SEP]}, which ends each part of an input. */
  public int separator() {
    return separator;
  }

  /**
   * Hands out the ids of a text's pieces, in order, without {@code [CLS]} and {@code [SEP]}.
   *
   * @param taker takes an id, and returns false when it had no room for it; nothing more is read
   *     then
   * @return false when the taker refused a piece
   */
  public boolean tokenize(String text, IntPredicate taker) {
    String words = TextNormalizer.words(text);
    for (int start = 0; start < words.length(); ) {
      int space = words.indexOf(' ', start);
      int end = space < 0 ? words.length() : space;
      if (!tokenizeWord(words, start, end, taker)) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  private boolean tokenizeWord(String text, int start, int end, IntPredicate taker) {
    if (!isCovered(text, start, end)) {
      return taker.test(unknown);
    }
    for (int from = start; from < end; ) {
      int to = longest(text, start, from, end);
      if (!taker.test(id(text, start, from, to))) {
        return false;
      }
      from = to;
    }
    return true;
  }

  private boolean isCovered(String text, int start, int end) {
    if (text.codePointCount(start, end) > LONGEST_WORD) {
      return false;
    }
    int from = start;
    while (from != NONE && from < end) {
      from = longest(text, start, from, end);
    }
    return from == end;
  }

  /** Where the longest piece ends that begins at {@code from} in the word from {@code start}. */
  private int longest(String text, int start, int from, int end) {
    for (int to = Math.min(end, from + longestPiece); to > from; to--) {
      if (id(text, start, from, to) != NONE) {
        return to;
      }
    }
    return NONE;
  }

  private int id(String text, int start, int from, int to) {
    Map<String, Integer> pieces = from == start ? beginnings : continuations;
    return pieces.getOrDefault(text.substring(from, to), NONE);
  }
}
