package io.voxbus.module.ground;

/**
 * A board's files cannot be used. The message names the file, the place in it, the cause and the
 * mend.
 */
public final class BoardException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param file the file's name
   * @param place line and key, for example "line 34, functions, set_volume"; empty when the whole
   *     file is meant
   * @param cause what is wrong
   * @param mend what to do about it
   */
  public BoardException(String file, String place, String cause, String mend) {
    super(file + (place.isEmpty() ? "" : ", " + place) + ": " + cause + "; " + mend);
  }
}
