package io.voxbus.module.observe;

import io.vertx.core.http.HttpConnection;

/** How many connections there may be at a time; belongs to one thread. */
final class ConnectionCap {
  private final int most;
  private int open;

  /**
   * A cap.
   *
   * @param most how many connections are let in at a time, positive
   */
  ConnectionCap(int most) {
    this.most = most;
  }

  /** Takes a new connection, and closes it when there are too many. */
  void opened(HttpConnection connection) {
    open++;
    connection.closeHandler(closed -> open--);
    if (open > most) {
      connection.close();
    }
  }
}
