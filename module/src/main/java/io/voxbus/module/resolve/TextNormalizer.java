package io.voxbus.module.resolve;

import java.text.Normalizer;

/**
 * The text cleaning of BERT's uncased models: control characters dropped, accents stripped, lower
 * case, and every word, punctuation mark and Chinese character set apart by one space.
 *
 * <p>Source: the published BERT tokenizer ({@code BasicTokenizer}). Its details follow {@code
 * BertNormalizer} and {@code BertPreTokenizer} of the tokenizers library, with which the model is
 * trained.
 */
final class TextNormalizer {
  private static final int REPLACEMENT = 0xFFFD;

  /** First and last code point of each range that counts as Chinese there, gaps included. */
  private static final int[][] CHINESE = {
    {0x4E00, 0x9FFF},
    {0x3400, 0x4DBF},
    {0x20000, 0x2A6DF},
    {0x2A700, 0x2B73F},
    {0x2B740, 0x2B81F},
    {0x2B920, 0x2CEAF},
    {0xF900, 0xFAFF},
    {0x2F800, 0x2FA1F}
  };

  private TextNormalizer() {}

  /**
   * The words of a text, in order, with one space between two words and none at the ends.
   *
   * @param text any text, unpaired surrogates included (they are dropped)
   */
  static String words(String text) {
    String clean = clean(text);
    return lowerAndSplit(isAscii(clean) ? clean : Normalizer.normalize(clean, Normalizer.Form.NFD));
  }

  private static String clean(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isSpace(c)) {
        out.append(' ');
      } else if (isChinese(c)) {
        out.append(' ').appendCodePoint(c).append(' ');
      } else if (!isDropped(c)) {
        out.appendCodePoint(c);
      }
    }
    return out.toString();
  }

  private static String lowerAndSplit(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    boolean apart = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean mark = isPunctuation(c);
      boolean space = c == ' ';
      if ((apart || mark || space) && out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
      if (!space && !isAccent(c)) {
        out.appendCodePoint(Character.toLowerCase(c));
      }
      apart = mark;
    }
    return out.toString().stripTrailing();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static boolean isSpace(int c) {
    return c == ' '
        || c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x80 && Character.isSpaceChar(c));
  }

  private static boolean isDropped(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
      default -> c == REPLACEMENT;
    };
  }

  private static boolean isAccent(int c) {
    return c >= 0x80 && Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean isChinese(int c) {
    if (c < 0x3400) {
      return false;
    }
    for (int[] range : CHINESE) {
      if (c >= range[0] && c <= range[1]) {
        return true;
      }
    }
    return false;
  }

  /** All of ASCII that is no letter, digit, space or control, and Unicode's category P. */
  private static boolean isPunctuation(int c) {
    if (c < 0x80) {
      return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
