package io.voxbus.dbc;

/** A DBC file cannot be used. The message names the file, the line, the cause and the mend. */
public final class DbcException extends RuntimeException {
  /**
   * @param file the file's name
   * @param line the line, from 1; 0 when the file as a whole is meant
   * @param cause what is wrong
   * @param mend what to do about it
   */
  DbcException(String file, int line, String cause, String mend) {
    super(file + (line > 0 ? ":" + line : "") + ": " + cause + "; " + mend);
  }
}
