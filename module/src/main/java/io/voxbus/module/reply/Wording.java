package io.voxbus.module.reply;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The lines from which sentences are made, by key, as {@code sentences.properties} explains them.
 *
 * @param lines the lines
 */
public record Wording(Map<String, String> lines) {
  /** What comes with Voxbus. */
  public static final Wording ENGLISH = new Wording(english());

  /** Keys of these kinds are looked up by the service; all others word a value. */
  private static final Set<String> FIXED =
      Set.of("ask", "call", "list", "outcome", "question", "remark", "rule");

  /** Copies the lines. */
  public Wording {
    lines = Map.copyOf(lines);
  }

  /**
   * Another language, or other words: the lines of a file in the form of {@code
   * sentences.properties}, in UTF-8. What it does not word stays English.
   *
   * @throws IllegalArgumentException when the file cannot be read, or has a line that nothing would
   *     ever say; names both
   */
  public static Wording read(Path file) {
    Map<String, String> lines = new HashMap<>(ENGLISH.lines());
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      new TreeMap<>(properties(reader))
          .forEach(
              (key, line) -> {
                check(key, line);
                lines.put(key, line);
              });
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("sentences " + file + ": " + e.getMessage(), e);
    }
    return new Wording(lines);
  }

  private static void check(String key, String line) {
    boolean isFunction = key.indexOf('.') < 0;
    boolean isFixed = !isFunction && FIXED.contains(key.substring(0, key.indexOf('.')));
    if ((isFunction || isFixed) && !ENGLISH.lines().containsKey(key)) {
      throw new IllegalArgumentException(
          "nothing is called \"" + key + "\"; the keys are those of sentences.properties");
    }
    if (isFunction && line.chars().filter(c -> c == '|').count() != 1) {
      throw new IllegalArgumentException(
          "the line of \"" + key + "\" needs one bar, between what it is about and what was done");
    }
  }

  private static Map<String, String> english() {
    String name = "sentences.properties";
    try (InputStream in = Wording.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the jar");
      }
      return properties(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> properties(Reader reader) throws IOException {
    Properties properties = new Properties();
    properties.load(reader);
    Map<String, String> lines = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> lines.put(key, properties.getProperty(key)));
    return lines;
  }
}
