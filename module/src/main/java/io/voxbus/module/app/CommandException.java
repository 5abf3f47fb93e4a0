package io.voxbus.module.app;

/** A command that cannot do what was asked; its message is the one line that the user reads. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and where, one line without a full stop
   */
  public CommandException(String message) {
    super(message);
  }
}
