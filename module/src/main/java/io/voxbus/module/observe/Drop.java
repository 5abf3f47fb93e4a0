package io.voxbus.module.observe;

/** What is dropped beyond what {@code IgnoredBecause} and {@code BridgeEvent} name. */
public enum Drop {
  /** A vehicle state with MQTT's retain flag: it may be of any age. */
  STATE_RETAINED,
  /** Not a {@code voxbus.v1.VehicleState}. */
  STATE_UNREADABLE,
  /** One value of a vehicle state whose time lies ahead of the service's clock. */
  STATE_AHEAD,
  /** A response that the broker did not take in time. */
  RESPONSE_UNDELIVERED
}
