package io.voxbus.dbc;

import io.voxbus.dbc.DbcTokens.Kind;
import io.voxbus.dbc.DbcTokens.Token;
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
  private final Map<MessageDraft, DbcMessage> built = new LinkedHashMap<>();
  private final Map<String, ValueTable> tables = new LinkedHashMap<>();
  private final DbcAttributes attributes = new DbcAttributes();
  private final Set<String> messageNames = new HashSet<>();

  private int labelsOfTables;

  private record ValueTable(int line, Map<Long, String> labels) {}

  /** Tells what is wrong or odd. */
  DbcParser(String file, String text, Findings findings) {
    tokens = new DbcTokens(file, text, findings);
  }

  private static Set<String> words(String text) {
    return Set.of(text.split(" ", -1));
  }

  Dbc parse() {
    while (!tokens.atEnd()) {
      statement(tokens.take(Kind.WORD, "a statement such as BO_"));
    }
    for (MessageDraft draft : messages.values()) {
      if (draft.realMessage()) {
        DbcMessage message = draft.build(attributes, tokens);
        refuseDuplicates(message, draft);
        built.put(draft, message);
      }
    }
    return new Dbc(List.copyOf(built.values()));
  }

  /** Tells what is odd in a file that was parsed. */
  void check() {
    built.forEach(
        (draft, message) -> {
          if (draft.placed()) {
            new MessageCheck(message, draft, tokens).check();
          }
        });
    attributes.check(tokens);
    checkTables();
    checkSendTypes();
  }

  /** Long names come from attributes, and may be the same where short ones are not. */
  private void refuseDuplicates(DbcMessage message, MessageDraft draft) {
    if (!messageNames.add(message.name())) {
      tokens.error(
          draft.line, "a message is named " + message.name() + " twice", "rename one of them");
    }
    Set<String> seen = new HashSet<>();
    for (DbcSignal signal : message.signals()) {
      if (!seen.add(signal.name())) {
        tokens.error(
            draft.line,
            "a signal of %s is named %s twice".formatted(message.name(), signal.name()),
            "rename one of them");
      }
    }
  }

  /** Many tools write a signal's labels out; the table that they were taken from is in use, too. */
  private void checkTables() {
    Set<Map<Long, String>> labels = new HashSet<>();
    built
        .values()
        .forEach(message -> message.signals().forEach(signal -> labels.add(signal.labels())));
    tables.forEach(
        (name, table) -> {
          if (!labels.contains(table.labels())) {
            tokens.warn(
                table.line(),
                "no signal uses value table " + name,
                "remove it, or use it in a VAL_");
          }
        });
  }

  private void checkSendTypes() {
    long silent = built.values().stream().filter(DbcParser::cycleWithoutSendType).count();
    if (silent > 0) {
      tokens.warn(
          0,
          "%d of the messages have a cycle time and no send type".formatted(silent),
          "give GenMsgSendType, so that a sender knows whether it repeats them");
    }
  }

  private static boolean cycleWithoutSendType(DbcMessage message) {
    return message.cycleTimeMs().isPresent() && message.sendType().isEmpty();
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
      tokens.error(
          line, "message id " + id + " stands twice", "give " + name + " an id of its own");
    }
    names();
    while (tokens.takeIf("SG_")) {
      draft.add(SignalDraft.read(tokens), tokens);
      names();
    }
  }

  private void table() {
    Token name = tokens.take(Kind.WORD, "a table name");
    tables.put(name.text(), new ValueTable(name.line(), readLabels()));
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
    ValueTable table = tables.get(name.text());
    if (table == null) {
      tokens.error(
          name.line(), "there is no value table " + name.text(), "define it above by VAL_TABLE_");
      return Map.of();
    }
    labelsOfTables += table.labels().size();
    if (labelsOfTables > MOST_LABELS_OF_TABLES) {
      throw tokens.fault(
          name.line(),
          "value tables give signals more than " + MOST_LABELS_OF_TABLES + " labels",
          "leave out those that no signal needs");
    }
    return table.labels();
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
    if (found != null) {
      return found;
    }
    int line = tokens.peek().line();
    tokens.warn(line, "message id " + id + " has no signal " + name, "remove what is said of it");
    return new SignalDraft(name, line);
  }
}
