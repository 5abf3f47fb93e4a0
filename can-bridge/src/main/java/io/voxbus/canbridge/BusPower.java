package io.voxbus.canbridge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tel.schich.javacan.CanId;

/** Whether the controller of an interface takes part in its bus. */
final class BusPower {
  private static final Logger log = LoggerFactory.getLogger(BusPower.class);

  private final String name;
  private boolean off;

  /** One that is on the bus. */
  BusPower(String name) {
    this.name = name;
  }

  boolean off() {
    return off;
  }

  /**
   * The interface was opened.
   *
   * @param carrier whether it has one, as {@link CanInterface#carrier} tells
   */
  void opened(boolean carrier) {
    off = !carrier;
    if (off) {
      tellOff();
    }
  }

  /**
   * The controller tells of errors.
   *
   * @param rawId the error frame's identifier, whose bits are their kinds
   */
  void told(int rawId) {
    int kinds = rawId & CanId.EFF_MASK;
    if ((kinds & CanSocket.BUS_OFF) != 0) {
      off = true;
      tellOff();
    }
    if ((kinds & CanSocket.RESTARTED) != 0) {
      off = false;
      log.info("the bus {} is on again", name);
    }
  }

  private void tellOff() {
    log.error(
        "the bus {} is off; its controller restarts it after restart-ms, if that is set", name);
  }
}
