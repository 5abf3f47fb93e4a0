package io.voxbus.hil.broker;

/** Says that the embedded broker cannot listen, and on which port. */
public final class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerException(int port, Throwable cause) {
    super(
        "the broker cannot listen on port "
            + port
            + " ("
            + cause.getMessage()
            + "); choose another port or 0 for a free one",
        cause);
  }
}
