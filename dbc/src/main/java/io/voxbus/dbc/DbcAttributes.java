package io.voxbus.dbc;

import java.math.BigDecimal;
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
  /** A value, and where it stands. */
  private record Given(String name, String value, int line) {}

  /**
   * What an attribute may be.
   *
   * @param type ENUM, INT, HEX, FLOAT or STRING
   * @param words those of an enumeration
   * @param limits minimum and maximum of a number; both 0 stands for none
   */
  private record Definition(String type, List<String> words, List<BigDecimal> limits) {
    static final Definition NONE = new Definition("", List.of(), List.of());

    boolean allows(String value) {
      if (type.equals("ENUM")) {
        return words.contains(value) || words.contains(word(words, value));
      }
      return type.equals("STRING")
          || limits.size() != 2
          || (limits.get(0).signum() == 0 && limits.get(1).signum() == 0)
          || DbcTokens.parsed(value).filter(this::within).isPresent();
    }

    private boolean within(BigDecimal number) {
      return number.compareTo(limits.get(0)) >= 0 && number.compareTo(limits.get(1)) <= 0;
    }
  }

  private final Map<String, Definition> definitions = new HashMap<>();
  private final List<Given> given = new ArrayList<>();
  private final Map<String, String> defaults = new HashMap<>();
  private final Map<String, String> values = new HashMap<>();

  /** {@code BA_DEF_ [BU_|BO_|SG_|EV_] "name" type ... ;} after its keyword. */
  void readDefinition(DbcTokens tokens) {
    if (tokens.peek().kind() == DbcTokens.Kind.WORD) {
      tokens.take();
    }
    String name = tokens.take(DbcTokens.Kind.STRING, "an attribute name in quotes").text();
    String type = tokens.take().text();
    List<String> words = type.equals("ENUM") ? readWords(tokens) : List.of();
    List<BigDecimal> limits = new ArrayList<>();
    while (tokens.peek().kind() == DbcTokens.Kind.NUMBER) {
      DbcTokens.parsed(tokens.take().text()).ifPresent(limits::add);
    }
    definitions.put(name, new Definition(type, words, limits));
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
    int line = tokens.peek().line();
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
    given.add(new Given(name, value, line));
  }

  /** Tells of values that their definitions do not allow. */
  void check(DbcTokens tokens) {
    for (Given each : given) {
      Definition definition = definitions.get(each.name());
      if (definition == null) {
        tokens.warn(
            each.line(), "attribute " + each.name() + " is not defined", "define it by BA_DEF_");
      } else if (!definition.allows(each.value())) {
        tokens.warn(
            each.line(),
            "attribute %s has value %s, beyond what its definition allows"
                .formatted(each.name(), each.value()),
            "mend the value, or the definition in BA_DEF_");
      }
    }
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
        .map(text -> word(definitions.getOrDefault(name, Definition.NONE).words(), text));
  }

  private static String word(List<String> words, String text) {
    boolean index = text.matches("\\d{1,4}") && Integer.parseInt(text) < words.size();
    return index ? words.get(Integer.parseInt(text)) : text;
  }

  private static String key(String name, String object) {
    return name + "\n" + object;
  }
}
