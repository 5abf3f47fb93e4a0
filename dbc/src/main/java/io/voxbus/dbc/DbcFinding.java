package io.voxbus.dbc;

import java.util.Locale;

/**
 * Something wrong or odd in a DBC file.
 *
 * @param level how bad it is
 * @param file the file's name
 * @param line the line, from 1; 0 when the file as a whole is meant
 * @param cause what is wrong
 * @param mend what to do about it
 */
public record DbcFinding(Level level, String file, int line, String cause, String mend) {
  /** How bad a finding is. */
  public enum Level {
    /** The file cannot be used, or two signals cannot both be sent. */
    ERROR,
    /** The file can be used, but may not say what was meant. */
    WARNING
  }

  String text() {
    return cause + "; " + mend;
  }

  String place() {
    return file + (line > 0 ? ":" + line : "");
  }

  /** One line: {@code car.dbc:12: warning: cause; mend}. */
  @Override
  public String toString() {
    return place() + ": " + level.name().toLowerCase(Locale.ROOT) + ": " + text();
  }
}
