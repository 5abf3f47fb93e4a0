package io.voxbus.module.can;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  /** A sign belongs to a number only before a digit: in {@code @1- (1,0)} it stands alone. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<space>\\s+|//[^\n]*)"
              + "|\"(?<string>(?:[^\"\\\\]++|\\\\.)*+)\""
              + "|(?<number>[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)(?![\\p{L}\\d_])"
              + "|(?<word>[\\p{L}\\d_]+)"
              + "|(?<mark>.)",
          Pattern.DOTALL);

  private final String file;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  DbcTokens(String file, String text) {
    this.file = file;
    Matcher matcher = TOKEN.matcher(text);
    int line = 1;
    while (matcher.lookingAt()) {
      add(matcher, line);
      line += (int) matcher.group().chars().filter(c -> c == '\n').count();
      matcher.region(matcher.end(), text.length());
    }
    tokens.add(new Token(Kind.END, "the end of the file", line));
  }

  private void add(Matcher matcher, int line) {
    for (Kind kind : List.of(Kind.STRING, Kind.NUMBER, Kind.WORD, Kind.MARK)) {
      String text = matcher.group(kind.name().toLowerCase(Locale.ROOT));
      if (text != null) {
        tokens.add(new Token(kind, text.replace("\\\"", "\""), line));
        return;
      }
    }
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

  DbcException fault(int line, String cause, String mend) {
    return new DbcException(file, line, cause, mend);
  }
}
