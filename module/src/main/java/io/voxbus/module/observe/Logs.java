package io.voxbus.module.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.voxbus.module.speech.Utterance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How logs are written: to standard error, since standard output belongs to the commands. What was
 * said has a logger of its own, which is off unless it is asked for.
 */
public final class Logs {
  /** The key of a transcript's id. */
  public static final String TRANSCRIPT = "transcript";

  private static final String OURS = "io.voxbus";
  private static final String WORDS = "io.voxbus.words";

  /** Its stack trace for every attempt that fails says less than our own line. */
  private static final String NOISY = "io.vertx.mqtt";

  private static final String LINE =
      "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} %level %logger{0} - %msg%replace( %kvp){' $',''}%n";

  private static final Logger words = LoggerFactory.getLogger(WORDS);

  private Logs() {}

  /**
   * Writes logs in this way from now on.
   *
   * @param json a JSON object a line, instead of a line for people
   * @param level from which level on this service's own logs are written; others' from warnings on,
   *     or from errors where this says so
   * @param text whether to log what was said
   */
  public static void write(boolean json, Level level, boolean text) {
    write((LoggerContext) LoggerFactory.getILoggerFactory(), json, level, text);
  }

  /** Writes nothing but errors, for a command whose own output tells the rest. */
  public static void onlyErrors() {
    write(false, LogDefaults.level(Level.ERROR), false);
  }

  /** Logs what was said, if that is asked for. */
  public static void heard(Utterance utterance) {
    words
        .atInfo()
        .addKeyValue(TRANSCRIPT, utterance.id())
        .addKeyValue("text", utterance.text().replaceAll("\\p{Cntrl}", " "))
        .log("heard");
  }

  static void write(LoggerContext context, boolean json, Level level, boolean text) {
    context.reset();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(context, json));
    appender.start();
    Level others = level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN;
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(others);
    root.addAppender(appender);
    context.getLogger(OURS).setLevel(level);
    context.getLogger(NOISY).setLevel(Level.OFF);
    context.getLogger(WORDS).setLevel(text ? Level.INFO : Level.OFF);
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, boolean json) {
    if (json) {
      return new JsonLineEncoder();
    }
    PatternLayoutEncoder lines = new PatternLayoutEncoder();
    lines.setContext(context);
    lines.setPattern(LINE);
    lines.start();
    return lines;
  }
}
