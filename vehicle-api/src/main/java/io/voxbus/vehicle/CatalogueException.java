package io.voxbus.vehicle;

/** A catalogue file that cannot be used; the message names the place, the problem and the mend. */
public final class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean placed;

  private CatalogueException(String message, CatalogueException unplaced) {
    super(message, unplaced);
    placed = true;
  }

  /**
   * @param problem what is wrong, without a full stop
   * @param mend what to write instead, a sentence without its full stop
   */
  CatalogueException(String problem, String mend) {
    super(problem + ". " + mend + ".");
    placed = false;
  }

  /**
   * The same problem with its place in front; the exception itself when it has its place already.
   *
   * @param place where it was met, for example "line 12, function set_fan_speed"
   */
  CatalogueException at(String place) {
    return placed ? this : new CatalogueException(place + ": " + getMessage(), this);
  }
}
