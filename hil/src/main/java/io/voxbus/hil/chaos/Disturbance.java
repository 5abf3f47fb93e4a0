package io.voxbus.hil.chaos;

/** What can go wrong. */
enum Disturbance {
  /** SIGKILL. */
  SERVICE_KILLED,
  /** SIGKILL. */
  BRIDGE_KILLED,
  /** SIGKILL: it may lose what it has confirmed. */
  BROKER_KILLED,
  /** SIGTERM: it saves its queues. */
  BROKER_ENDED,
  /** Both at once, so that neither can make good for the other. */
  SERVICE_AND_BRIDGE_KILLED,
  /** The service's clock is an hour ahead. */
  CLOCK_FORWARD,
  /** The service's clock is an hour behind. */
  CLOCK_BACK,
  /** Neither service nor bridge can write. */
  DISK_FULL
}
