package io.voxbus.dbc;

import io.voxbus.dbc.DbcTokens.Kind;
import io.voxbus.dbc.DbcTokens.Token;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the statements of a DBC file. One parser reads one text. */
final class DbcParser {
  /** Statements that end with a semicolon and say nothing that encoding needs. */
  private static final Set<String> SKIPPED =
      words(
          "CM_ BO_TX_BU_ BA_DEF_REL_ BA_REL_ BA_DEF_DEF_REL_ EV_ EV_DATA_ ENVVAR_DATA_ SIG_GROUP_"
              + " SGTYPE_ SGTYPE_VAL_ SIG_TYPE_REF_ SIGTYPE_VALTYPE_ BA_DEF_SGTYPE_ BA_SGTYPE_"
              + " CAT_DEF_ CAT_ FILTER BU_SG_REL_ BU_EV_REL_ BU_BO_REL_");

  private static final Set<String> READ =
      words(
          "VERSION NS_ BS_ BU_ BO_ SG_ VAL_TABLE_ VAL_ BA_DEF_ BA_DEF_DEF_ BA_ SIG_VALTYPE_"
              + " SG_MUL_VAL_");

  /** Each signal that names a table has a copy of it, so a small file could ask for any number. */
  private static final int MOST_LABELS_OF_TABLES = 100_000;

  private final DbcTokens tokens;
  private final Map<Long, MessageDraft> messages = new LinkedHashMap<>();
  private final Map<String, Map<Long, String>> tables = new HashMap<>();
  private final DbcAttributes attributes = new DbcAttributes();
  private int labelsOfTables;

  DbcParser(String file, String text) {
    tokens = new DbcTokens(file, text);
  }

  private static Set<String> words(String text) {
    return Set.of(text.split(" ", -1));
  }

  Dbc parse() {
    while (!tokens.atEnd()) {
      statement(tokens.take(Kind.WORD, "a statement such as BO_"));
    }
    List<DbcMessage> built =
        messages.values().stream()
            .filter(MessageDraft::realMessage)
            .map(draft -> draft.build(attributes, tokens))
            .toList();
    refuseDuplicates("message", built.stream().map(DbcMessage::name).toList());
    built.forEach(
        message ->
            refuseDuplicates(
                "signal of " + message.name(),
                message.signals().stream().map(DbcSignal::name).toList()));
    return new Dbc(built);
  }

  /** Long names come from attributes, and may be the same where short ones are not. */
  private void refuseDuplicates(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw tokens.fault(0, "a " + what + " is named " + name + " twice", "rename one of them");
      }
    }
  }

  private void statement(Token keyword) {
    switch (keyword.text()) {
      case "VERSION" -> tokens.take(Kind.STRING, "a version in quotes");
      case "NS_" -> symbols();
      case "BS_" -> bitTiming();
      case "BU_" -> names();
      case "BO_" -> message(keyword.line());
      case "VAL_TABLE_" -> table();
      case "VAL_" -> labels();
      case "BA_DEF_" -> attributes.readDefinition(tokens);
      case "BA_DEF_DEF_" -> attributes.readDefault(tokens);
      case "BA_" -> attributes.readValue(tokens);
      case "SIG_VALTYPE_" -> floats();
      case "SG_MUL_VAL_" -> selections();
      default -> other(keyword);
    }
  }

  private void other(Token keyword) {
    if (!SKIPPED.contains(keyword.text())) {
      throw tokens.unexpected(keyword, "a statement such as BO_");
    }
    tokens.skipStatement();
  }

  /**
   * {@code NS_ :} lists keywords, each alone on its line; the next statement has more on its line.
   */
  private void symbols() {
    tokens.take(":");
    while (tokens.peek().kind() == Kind.WORD && tokens.peekSecond().line() > tokens.peek().line()) {
      tokens.take();
    }
  }

  /** {@code BS_: baudrate : register, register}, all of it optional and unused. */
  private void bitTiming() {
    while (Set.of(":", ",").contains(tokens.peek().text()) || tokens.peek().kind() == Kind.NUMBER) {
      tokens.take();
    }
  }

  /** Passes over names of nodes, with or without commas between them, on one line or many. */
  private void names() {
    tokens.takeIf(":");
    while (tokens.peek().is(",")
        || (tokens.peek().kind() == Kind.WORD && !keyword(tokens.peek()))) {
      tokens.take();
    }
  }

  private static boolean keyword(Token token) {
    String text = token.text();
    return token.kind() == Kind.WORD && (READ.contains(text) || SKIPPED.contains(text));
  }

  /** {@code BO_ id name : length sender}, then its signals. */
  private void message(int line) {
    long id = tokens.whole("a message id");
    String name = tokens.take(Kind.WORD, "a message name").text();
    tokens.take(":");
    MessageDraft draft = new MessageDraft(line, id, name, tokens.whole("a length in bytes"));
    if (messages.putIfAbsent(id, draft) != null) {
      throw tokens.fault(
          line, "message id " + id + " stands twice", "give " + name + " an id of its own");
    }
    names();
    while (tokens.takeIf("SG_")) {
      draft.add(SignalDraft.read(tokens), tokens);
      names();
    }
  }

  private void table() {
    String name = tokens.take(Kind.WORD, "a table name").text();
    tables.put(name, readLabels());
  }

  /**
   * {@code VAL_ id signal value "label" ... ;}, or with a table's name, or for an environment
   * variable, which has no id.
   */
  private void labels() {
    if (tokens.peek().kind() != Kind.NUMBER) {
      tokens.skipStatement();
      return;
    }
    long id = tokens.whole("a message id");
    String signal = tokens.take(Kind.WORD, "a signal name").text();
    Map<Long, String> labels = tokens.peek().kind() == Kind.WORD ? namedTable() : readLabels();
    signal(id, signal).labels.putAll(labels);
  }

  private Map<Long, String> namedTable() {
    Token name = tokens.take();
    tokens.take(";");
    Map<Long, String> table = tables.get(name.text());
    if (table == null) {
      throw tokens.fault(
          name.line(), "there is no value table " + name.text(), "define it above by VAL_TABLE_");
    }
    labelsOfTables += table.size();
    if (labelsOfTables > MOST_LABELS_OF_TABLES) {
      throw tokens.fault(
          name.line(),
          "value tables give signals more than " + MOST_LABELS_OF_TABLES + " labels",
          "leave out those that no signal needs");
    }
    return table;
  }

  private Map<Long, String> readLabels() {
    Map<Long, String> labels = new LinkedHashMap<>();
    while (!tokens.takeIf(";")) {
      long value = tokens.whole("a raw value or ';'");
      labels.put(value, tokens.take(Kind.STRING, "a label in quotes").text());
    }
    return labels;
  }

  /** {@code SIG_VALTYPE_ id signal [:] kind ;}, kind 1 being single and 2 double precision. */
  private void floats() {
    long id = tokens.whole("a message id");
    SignalDraft signal = signal(id, tokens.take(Kind.WORD, "a signal name").text());
    tokens.takeIf(":");
    signal.floatKind = tokens.whole("0, 1 or 2");
    tokens.take(";");
  }

  /** {@code SG_MUL_VAL_ id signal selector first-last, first-last ;}. */
  private void selections() {
    long id = tokens.whole("a message id");
    SignalDraft signal = signal(id, tokens.take(Kind.WORD, "a signal name").text());
    signal.selector = tokens.take(Kind.WORD, "a selector's name").text();
    signal.selectedBy.clear();
    do {
      long first = tokens.whole("a raw value");
      tokens.takeIf("-");
      signal.selectedBy.add(
          new Multiplexing.RawRange(first, Math.abs(tokens.whole("a raw value"))));
    } while (tokens.takeIf(","));
    tokens.take(";");
  }

  /**
   * The signal that a later statement speaks of; one that the file lacks is taken and dropped, as
   * real files have such leftovers.
   */
  private SignalDraft signal(long id, String name) {
    MessageDraft message = messages.get(id);
    SignalDraft found = message == null ? null : message.signals.get(name);
    return found == null ? new SignalDraft(name, tokens.peek().line()) : found;
  }
}
