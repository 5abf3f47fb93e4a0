package io.voxbus.vehicle;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A part of a catalogue file, read so strictly that every YAML reader sees the same: YAML 1.1
 * readers (PyYAML among them) take a bare {@code on} for a boolean and {@code 010} for eight, YAML
 * 1.2 readers do not.
 *
 * <p>Every method that reads throws {@link CatalogueException}, with the line, when the part is not
 * of the form it asks for.
 */
final class YamlPart {
  private static final Pattern NUMBER = Pattern.compile("(0|[1-9][0-9]{0,14})(\\.[0-9]{1,15})?");
  private static final Set<String> READ_AS_OTHER_THAN_TEXT =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private final String path;
  private final Node node;

  private YamlPart(String path, Node node) {
    this.path = path;
    this.node = node;
  }

  static YamlPart parse(Reader reader) {
    try {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      Optional<Node> root = PlainYaml.compose(text.toString());
      return new YamlPart("", root.orElseThrow(YamlPart::empty));
    } catch (YamlEngineException | IOException e) {
      throw new CatalogueException(
          "the file is no readable YAML (" + e.getMessage() + ")", "Mend the named place");
    }
  }

  private static CatalogueException empty() {
    return new CatalogueException(
        "the file is empty", "Begin with the keys catalogue, version, areas and functions");
  }

  /** Line and path, for example "line 34, function set_fan_speed, level". */
  String place() {
    String line =
        node.getStartMark().map(mark -> "line " + (mark.getLine() + 1)).orElse("the file");
    return path.isEmpty() ? line : line + ", " + path;
  }

  /** This part under a name that tells more than its path. */
  YamlPart named(String name) {
    return new YamlPart(name, node);
  }

  private YamlPart inner(String name, Node inner) {
    return new YamlPart(path.isEmpty() ? name : path + ", " + name, inner);
  }

  /** Refuses any key of this mapping that is not among those named. */
  void allowKeys(String... keys) {
    for (String key : entries().keySet()) {
      if (!List.of(keys).contains(key)) {
        throw refusal(
            "\"" + key + "\" is not a key here", "Allowed are " + String.join(", ", keys));
      }
    }
  }

  /** What stands under a key of this mapping. */
  YamlPart get(String key) {
    return find(key).orElseThrow(() -> refusal("\"" + key + "\" is missing", "Add the key " + key));
  }

  /** What stands under a key of this mapping, if the key is there. */
  Optional<YamlPart> find(String key) {
    return Optional.ofNullable(entries().get(key));
  }

  /** What stands under each key of this mapping, in the order of the file. */
  Map<String, YamlPart> entries() {
    if (!(node instanceof MappingNode mapping)) {
      throw refusal("no mapping stands here", "Write keys with their values");
    }
    Map<String, YamlPart> entries = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String key = inner("key", entry.getKeyNode()).word();
      if (entries.containsKey(key)) {
        throw inner(key, entry.getKeyNode()).refusal("the key stands twice", "Remove one of them");
      }
      entries.put(key, inner(key, entry.getValueNode()));
    }
    return entries;
  }

  /** The parts of this list. */
  List<YamlPart> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw refusal("no list stands here", "Write a list");
    }
    return sequence.getValue().stream().map(item -> inner("item", item)).toList();
  }

  /** This list of words. */
  List<String> words() {
    return items().stream().map(YamlPart::word).toList();
  }

  /** This word, which every YAML reader takes for text. */
  String word() {
    ScalarNode scalar = scalar();
    String word = scalar.getValue();
    if (bare(scalar) && READ_AS_OTHER_THAN_TEXT.contains(word.toLowerCase(Locale.ROOT))) {
      throw refusal(
          "a bare " + word + " is not text for every YAML reader",
          "Write \"" + word + "\" in quotes");
    }
    return word;
  }

  /** This text. */
  String text() {
    return scalar().getValue();
  }

  /** This boolean. */
  boolean truth() {
    ScalarNode scalar = scalar();
    if (!bare(scalar) || !Set.of("true", "false").contains(scalar.getValue())) {
      throw refusal(
          "\"" + scalar.getValue() + "\" is no boolean", "Write true or false, without quotes");
    }
    return scalar.getValue().equals("true");
  }

  /** This number, 0 or more. */
  BigDecimal decimal() {
    ScalarNode scalar = scalar();
    if (!bare(scalar) || !NUMBER.matcher(scalar.getValue()).matches()) {
      throw refusal(
          "\"" + scalar.getValue() + "\" is no number",
          "Write at most 15 plain decimal digits, without quotes, sign or leading zero");
    }
    return new BigDecimal(scalar.getValue());
  }

  /** This whole number, 0 to 999,999,999. */
  int whole() {
    BigDecimal number = decimal();
    if (number.scale() > 0 || number.precision() > 9) {
      throw refusal(number + " is no whole number below a thousand million", "Write one");
    }
    return number.intValueExact();
  }

  private ScalarNode scalar() {
    if (node instanceof ScalarNode scalar) {
      return scalar;
    }
    throw refusal("a list or a mapping stands here", "Write a single value");
  }

  private static boolean bare(ScalarNode scalar) {
    return scalar.getScalarStyle() == ScalarStyle.PLAIN;
  }

  private CatalogueException refusal(String problem, String mend) {
    return new CatalogueException(problem, mend).at(place());
  }
}
