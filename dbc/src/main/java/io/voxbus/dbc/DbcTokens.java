package io.voxbus.dbc;

import io.voxbus.dbc.DbcFinding.Level;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words, numbers, strings and marks of a DBC file, read one after the other. */
final class DbcTokens {
  /** What a token is. */
  enum Kind {
    WORD,
    NUMBER,
    STRING,
    MARK,
    END
  }

  /**
   * @param text the token, a string without its quotes
   * @param line where it begins, from 1
   */
  record Token(Kind kind, String text, int line) {
    boolean is(String expected) {
      return kind != Kind.STRING && text.equals(expected);
    }
  }

  /**
   * Characters of a number, and digits on either side of its point when it is written out. Doubles
   * go to 308; arithmetic on a number such as 1e99999999 would not end.
   */
  static final int LONGEST_NUMBER = 400;

  private static final BigDecimal LOWEST_WHOLE = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal HIGHEST_WHOLE =
      new BigDecimal(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));

  /**
   * All but strings. A sign belongs to a number only before a digit: in {@code @1- (1,0)} it stands
   * alone. No digit is tried twice, so that a long row of them takes no longer than any other text.
   */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<space>\\s+|//[^\n]*)"
              + "|(?<number>[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?)(?![\\p{L}\\d_])"
              + "|(?<word>[\\p{L}\\d_]+)"
              + "|(?<mark>.)",
          Pattern.DOTALL);

  private final String file;
  private final Findings findings;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  DbcTokens(String file, String text, Findings findings) {
    this.file = file;
    this.findings = findings;
    Matcher matcher = TOKEN.matcher(text);
    int line = 1;
    for (int at = 0; at < text.length(); ) {
      int end = text.charAt(at) == '"' ? addString(text, at, line) : addOther(matcher, at, line);
      line += (int) text.substring(at, end).chars().filter(c -> c == '\n').count();
      at = end;
    }
    tokens.add(new Token(Kind.END, "the end of the file", line));
  }

  /** Adds the string that begins here; returns where it ends. A backslash shields a quote. */
  private int addString(String text, int start, int line) {
    int end = start + 1;
    while (end < text.length() && text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      throw fault(line, "a string has no end", "close it with a quote");
    }
    String content = text.substring(start + 1, end).replace("\\\"", "\"");
    tokens.add(new Token(Kind.STRING, content, line));
    return end + 1;
  }

  /** Adds what stands here, unless it is space or a comment; returns where it ends. */
  private int addOther(Matcher matcher, int start, int line) {
    if (!matcher.region(start, matcher.regionEnd()).lookingAt()) {
      throw new IllegalStateException("any character is a mark");
    }
    for (Kind kind : List.of(Kind.NUMBER, Kind.WORD, Kind.MARK)) {
      String text = matcher.group(kind.name().toLowerCase(Locale.ROOT));
      if (text != null) {
        tokens.add(new Token(kind, text, line));
      }
    }
    return matcher.end();
  }

  Token peek() {
    return tokens.get(next);
  }

  /** The token after the next one. */
  Token peekSecond() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  boolean atEnd() {
    return peek().kind() == Kind.END;
  }

  Token take() {
    Token token = peek();
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  Token take(Kind kind, String what) {
    Token token = take();
    if (token.kind() != kind) {
      throw unexpected(token, what);
    }
    return token;
  }

  /** Takes a number; one that no signal could have is a fault. */
  BigDecimal number(String what) {
    Token token = take(Kind.NUMBER, what);
    return parsed(token.text())
        .orElseThrow(
            () -> fault(token.line(), "the number is beyond those of a double", "write " + what));
  }

  /** The number that a text is; empty when it is none or one that no signal could have. */
  static Optional<BigDecimal> parsed(String text) {
    try {
      return Optional.of(text)
          .filter(given -> given.length() <= LONGEST_NUMBER)
          .map(BigDecimal::new)
          .filter(number -> Math.abs((long) number.scale()) <= LONGEST_NUMBER);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Takes a whole number of 64 bits; one above the highest long is the negative one of its bits.
   */
  long whole(String what) {
    int line = peek().line();
    BigDecimal number = number(what);
    boolean whole = number.stripTrailingZeros().scale() <= 0;
    if (!whole || number.compareTo(LOWEST_WHOLE) < 0 || number.compareTo(HIGHEST_WHOLE) > 0) {
      throw fault(line, number + " is not a whole number of 64 bits", "write " + what);
    }
    return number.longValue();
  }

  void take(String mark) {
    Token token = take();
    if (!token.is(mark)) {
      throw unexpected(token, "'" + mark + "'");
    }
  }

  boolean takeIf(String mark) {
    boolean found = peek().is(mark);
    if (found) {
      take();
    }
    return found;
  }

  /** Passes over the rest of a statement that ends with a semicolon. */
  void skipStatement() {
    while (!take().is(";")) {
      if (atEnd()) {
        throw fault(peek().line(), "a statement has no end", "close it with ';'");
      }
    }
  }

  DbcException unexpected(Token token, String expected) {
    return fault(
        token.line(),
        "found '" + token.text() + "' instead of " + expected,
        "write it as the DBC format asks");
  }

  /** What ends the reading. */
  DbcException fault(int line, String cause, String mend) {
    return new DbcException(new DbcFinding(Level.ERROR, file, line, cause, mend));
  }

  /** Tells what makes the file useless, though reading may go on to find more. */
  void error(int line, String cause, String mend) {
    findings.add(new DbcFinding(Level.ERROR, file, line, cause, mend));
  }

  /** Tells what is odd. */
  void warn(int line, String cause, String mend) {
    findings.add(new DbcFinding(Level.WARNING, file, line, cause, mend));
  }
}
