package io.voxbus.module.ground;

import io.voxbus.vehicle.PlainYaml;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A part of a board's YAML file that knows where it stands.
 *
 * <p>Every method that reads throws {@link BoardException}, with file, line and key, when the part
 * is not of the form it asks for.
 */
public final class BoardPart {
  /** Bounded, as arithmetic on a number such as 1e99999999 would not end. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]{1,15}(\\.[0-9]{0,30})?|\\.[0-9]{1,30})([eE][+-]?[0-9]{1,2})?");

  /** Without leading zeros, which {@link Integer#decode} would take for an octal number's. */
  private static final Pattern WHOLE =
      Pattern.compile("[+-]?(0|[1-9][0-9]{0,9}|0x[0-9A-Fa-f]{1,8})");

  private final Origin origin;
  private final String path;
  private final Node node;

  /**
   * @param file the file's name, for messages
   * @param depth how many boards stand between: 0 in the board's own file, 1 in its base's
   */
  private record Origin(String file, int depth) {}

  private BoardPart(Origin origin, String path, Node node) {
    this.origin = origin;
    this.path = path;
    this.node = node;
  }

  /** The whole of a YAML file. */
  public static BoardPart read(Path file) {
    return read(file, String.valueOf(file.getFileName()), 0);
  }

  /** The whole of a base's YAML file. */
  static BoardPart read(Path file, String name, int depth) {
    try {
      return parse(new Origin(name, depth), Files.readString(file));
    } catch (IOException e) {
      throw new BoardException(
          name,
          "",
          "the file cannot be read (" + e + ")",
          "give the folder of a board, with its files");
    }
  }

  /** The whole of a YAML text; {@code name} is the file's, for messages. */
  public static BoardPart parse(String name, String text) {
    return parse(new Origin(name, 0), text);
  }

  private static BoardPart parse(Origin origin, String text) {
    String name = origin.file();
    try {
      Node root =
          PlainYaml.compose(text)
              .orElseThrow(
                  () ->
                      new BoardException(
                          name, "", "the file is empty", "write it as the virtual board's"));
      return new BoardPart(origin, "", root);
    } catch (YamlEngineException e) {
      throw new BoardException(
          name, "", "this is no YAML (" + e.getMessage() + ")", "mend the place that it names");
    }
  }

  /** What stands under a key that must be there. */
  public BoardPart get(String key) {
    return find(key).orElseThrow(() -> refusal("the key " + key + " is missing", "add it"));
  }

  /** What stands under a key. */
  public Optional<BoardPart> find(String key) {
    return Optional.ofNullable(entries().get(key));
  }

  /** The entries of a mapping, in the order of the file. */
  public Map<String, BoardPart> entries() {
    if (!(node instanceof MappingNode mapping)) {
      throw refusal("no mapping stands here", "write keys with their values");
    }
    Map<String, BoardPart> entries = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String key = inner("a key", entry.getKeyNode()).text();
      if (entries.put(key, inner(key, entry.getValueNode())) != null) {
        throw inner(key, entry.getKeyNode()).refusal("the key stands twice", "remove one of them");
      }
    }
    return entries;
  }

  /** How many boards stand between: 0 in the board's own file, 1 in its base's, and so on. */
  public int depth() {
    return origin.depth();
  }

  /** Whether this comes from a base, which was written for another car. */
  public boolean inherited() {
    return origin.depth() > 0;
  }

  /** Whether this is a mapping. */
  public boolean mapping() {
    return node instanceof MappingNode;
  }

  /** Whether this is a single value, neither a mapping nor a list. */
  public boolean single() {
    return node instanceof ScalarNode;
  }

  /** The line in its file, from 1. */
  public int line() {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  /** The parts of a list; a single value is a list of one. */
  public List<BoardPart> items() {
    return node instanceof SequenceNode list
        ? list.getValue().stream().map(item -> new BoardPart(origin, path, item)).toList()
        : List.of(this);
  }

  /** A single value, as text. */
  public String text() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw refusal("a list or a mapping stands here", "write a single value");
  }

  /** A number of at most 15 digits before and 30 after the point, and 2 in the exponent. */
  public BigDecimal number() {
    if (!NUMBER.matcher(text()).matches()) {
      throw refusal("'" + text() + "' is no number", "write one, such as 20 or 0.5");
    }
    return new BigDecimal(text());
  }

  /** A whole number of a range, decimal or hexadecimal with {@code 0x}. */
  public int whole(int lowest, int highest) {
    if (!WHOLE.matcher(text()).matches()) {
      throw refusal(
          "'" + text() + "' is no whole number", "write one from " + lowest + " to " + highest);
    }
    long number = Long.decode(text());
    if (number < lowest || number > highest) {
      throw refusal(
          text() + " is out of range", "write a whole number from " + lowest + " to " + highest);
    }
    return (int) number;
  }

  /** True or false. */
  public boolean truth() {
    return oneOf(List.of("true", "false")).equals("true");
  }

  /** One of some words. */
  public String oneOf(List<String> words) {
    if (!words.contains(text())) {
      throw refusal(
          "'" + text() + "' is not known here", "write one of " + String.join(", ", words));
    }
    return text();
  }

  /** Refuses any key of this mapping that is not named. */
  public void allow(String... keys) {
    for (Map.Entry<String, BoardPart> entry : entries().entrySet()) {
      if (!List.of(keys).contains(entry.getKey())) {
        throw entry
            .getValue()
            .refusal("this key is not known here", "allowed are " + String.join(", ", keys));
      }
    }
  }

  /** What to throw when this part is wrong for a reason that only its reader knows. */
  public BoardException refusal(String cause, String mend) {
    String line = node.getStartMark().map(mark -> "line " + (mark.getLine() + 1)).orElse("");
    return new BoardException(
        origin.file(), path.isEmpty() ? line : line + ", " + path, cause, mend);
  }

  private BoardPart inner(String key, Node inner) {
    return new BoardPart(origin, path.isEmpty() ? key : path + "." + key, inner);
  }
}
