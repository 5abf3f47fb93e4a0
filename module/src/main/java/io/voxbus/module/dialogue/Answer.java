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
import java.util.stream.Collectors;

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
  private static final Properties LINES = read();
  private static final Set<String> FILLERS = Set.copyOf(wordings("fillers"));
  private static final Map<String, Answer> BY_WORDS = byWords();
  private static final Set<String> STOPS =
      wordings("stop").stream().map(Answer::plain).collect(Collectors.toUnmodifiableSet());

  /** The answer that a text is; empty for any other text. */
  static Optional<Answer> of(String text) {
    return Optional.ofNullable(BY_WORDS.get(plain(text)));
  }

  /** Whether a text asks to stop, and says nothing more. */
  static boolean isStop(String text) {
    return STOPS.contains(plain(text));
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

  private static Properties read() {
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
    return lines;
  }

  private static Map<String, Answer> byWords() {
    Map<String, Answer> answers = new HashMap<>();
    for (Answer answer : values()) {
      wordings(answer.name().toLowerCase(Locale.ROOT))
          .forEach(wording -> answers.put(plain(wording), answer));
    }
    return Map.copyOf(answers);
  }

  private static List<String> wordings(String key) {
    return Arrays.stream(LINES.getProperty(key, "").split(","))
        .map(String::strip)
        .filter(wording -> !wording.isEmpty())
        .toList();
  }
}
