package io.voxbus.dbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes of a DBC file: their enumerations ({@code BA_DEF_}), defaults ({@code
 * BA_DEF_DEF_}) and values ({@code BA_}).
 *
 * <p>A value outside its declared range is taken as it stands: real files have them.
 */
final class DbcAttributes {
  private final Map<String, List<String>> enumerations = new HashMap<>();
  private final Map<String, String> defaults = new HashMap<>();
  private final Map<String, String> values = new HashMap<>();

  /** {@code BA_DEF_ [BU_|BO_|SG_|EV_] "name" type ... ;} after its keyword. */
  void readDefinition(DbcTokens tokens) {
    if (tokens.peek().kind() == DbcTokens.Kind.WORD) {
      tokens.take();
    }
    String name = tokens.take(DbcTokens.Kind.STRING, "an attribute name in quotes").text();
    if (tokens.peek().is("ENUM")) {
      tokens.take();
      enumerations.put(name, readWords(tokens));
    }
    tokens.skipStatement();
  }

  private static List<String> readWords(DbcTokens tokens) {
    List<String> words = new ArrayList<>();
    do {
      words.add(tokens.take(DbcTokens.Kind.STRING, "an enumeration value in quotes").text());
    } while (tokens.takeIf(","));
    return words;
  }

  /** {@code BA_DEF_DEF_ "name" value ;} after its keyword. */
  void readDefault(DbcTokens tokens) {
    String name = tokens.take(DbcTokens.Kind.STRING, "an attribute name in quotes").text();
    defaults.put(name, tokens.take().text());
    tokens.skipStatement();
  }

  /**
   * {@code BA_ "name" [BU_ node | BO_ id | SG_ id signal | EV_ name] value ;} after its keyword.
   */
  void readValue(DbcTokens tokens) {
    String name = tokens.take(DbcTokens.Kind.STRING, "an attribute name in quotes").text();
    List<String> words = new ArrayList<>();
    while (!tokens.peek().is(";") && !tokens.atEnd()) {
      words.add(tokens.take().text());
    }
    tokens.take(";");
    if (words.isEmpty()) {
      throw tokens.fault(
          tokens.peek().line(), "attribute " + name + " has no value", "write one before the ';'");
    }
    String value = words.remove(words.size() - 1);
    values.put(key(name, String.join(" ", words)), value);
  }

  /**
   * The attribute of a message, else its default; an enumeration's index is turned into its word.
   */
  Optional<String> ofMessage(String name, long id) {
    return value(name, "BO_ " + id);
  }

  /** The attribute of a signal, else its default. */
  Optional<String> ofSignal(String name, long id, String signal) {
    return value(name, "SG_ " + id + " " + signal);
  }

  private Optional<String> value(String name, String object) {
    return Optional.ofNullable(values.getOrDefault(key(name, object), defaults.get(name)))
        .map(text -> word(enumerations.getOrDefault(name, List.of()), text));
  }

  private static String word(List<String> words, String text) {
    boolean index = text.matches("\\d{1,4}") && Integer.parseInt(text) < words.size();
    return index ? words.get(Integer.parseInt(text)) : text;
  }

  private static String key(String name, String object) {
    return name + "\n" + object;
  }
}
