package io.voxbus.module.agent;

/** A message of the update manager's that cannot be acted on; says why. */
public final class AgentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AgentException(String message) {
    super(message);
  }
}
