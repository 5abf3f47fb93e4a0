package io.voxbus.vehicle;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads YAML files of the size and depth that people write. The library composes by recursion and
 * sets no limit, so a file of a few thousand brackets would end in a stack overflow.
 */
public final class PlainYaml {
  /** Lists and mappings within each other, at most; our own files have six. */
  static final int DEEPEST = 32;

  /** In characters; our own files have some 20,000. */
  static final int LONGEST = 1 << 18;

  private PlainYaml() {}

  /**
   * The tree of a YAML text; empty when nothing stands in it.
   *
   * @throws YamlEngineException when it is no YAML, longer than 262,144 characters, or has more
   *     than 32 lists and mappings within each other
   */
  public static Optional<Node> compose(String text) {
    try {
      LoadSettings settings = settings(text);
      checkDepth(text, settings);
      return new Compose(settings).composeString(text);
    } catch (IllegalArgumentException e) {
      // The library's scanner throws this for an eight-digit escape that names no character.
      throw new YamlEngineException("an escape names no character: " + e.getMessage(), e);
    }
  }

  /**
   * For a buffer that takes the text at once: the library writes beyond the end of one that a half
   * of a surrogate pair fills.
   */
  private static LoadSettings settings(String text) {
    if (text.codePointCount(0, text.length()) > LONGEST) {
      throw new YamlEngineException("it is longer than " + LONGEST + " characters");
    }
    return LoadSettings.builder().setBufferSize(text.length()).build();
  }

  private static void checkDepth(String text, LoadSettings settings) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      depth += step(event.getEventId());
      if (depth > DEEPEST) {
        throw new YamlEngineException(
            "more than " + DEEPEST + " lists and mappings stand within each other");
      }
    }
  }

  private static int step(Event.ID event) {
    return switch (event) {
      case SequenceStart, MappingStart -> 1;
      case SequenceEnd, MappingEnd -> -1;
      default -> 0;
    };
  }
}
