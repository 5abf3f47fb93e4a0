package io.voxbus.module.dialogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Short answers whose words are listed in {@code answers.properties}. */
enum Answer {
  /** Agreed. */
  YES,
  /** Not that, or nothing at all any more. */
  NO,
  /** The first of two. */
  FIRST,
  /** The second of two. */
  SECOND,
  /** Take the last change back. */
  UNDO;

  private static final String FILE = "answers.properties";
  private static final Set<String> FILLERS = new TreeSet<>();
  private static final Map<String, Answer> BY_WORDS = read();

  /** The answer that a text is; empty for any other text. */
  static Optional<Answer> of(String text) {
    return Optional.ofNullable(BY_WORDS.get(plain(text)));
  }

  /** Lower case, without punctuation, and without fillers unless nothing else is left. */
  private static String plain(String text) {
    List<String> words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{Nd}']+"))
            .filter(word -> !word.isEmpty())
            .toList();
    List<String> telling = words.stream().filter(word -> !FILLERS.contains(word)).toList();
    return String.join(" ", telling.isEmpty() ? words : telling);
  }

  private static Map<String, Answer> read() {
    Properties lines = new Properties();
    try (InputStream in = Answer.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing in the jar");
      }
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        lines.load(reader);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    FILLERS.addAll(wordings(lines.getProperty("fillers", "")));
    Map<String, Answer> answers = new HashMap<>();
    for (Answer answer : values()) {
      String line = lines.getProperty(answer.name().toLowerCase(Locale.ROOT), "");
      wordings(line).forEach(wording -> answers.put(plain(wording), answer));
    }
    return Map.copyOf(answers);
  }

  private static List<String> wordings(String line) {
    return Arrays.stream(line.split(",")).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }
}
