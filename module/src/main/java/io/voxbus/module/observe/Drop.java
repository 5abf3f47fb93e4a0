package io.voxbus.module.observe;

/** What is dropped beyond what {@code IgnoredBecause} and {@code BridgeEvent} name. */
public enum Drop {
  /** A vehicle state with MQTT's retain flag: it may be of any age. */
  STATE_RETAINED,
  /** Not a {@code voxbus.v1.VehicleState}. */
  STATE_UNREADABLE,
  /** A vehicle state larger than the service takes. */
  STATE_TOO_LARGE,
  /** A vehicle state beyond those that the service takes in a second. */
  STATE_TOO_MANY,
  /** An ack larger than the service takes. */
  ACK_TOO_LARGE,
  /** An ack beyond those that the service takes in a second. */
  ACK_TOO_MANY,
  /** One value of a vehicle state whose time lies ahead of the service's clock. */
  STATE_AHEAD,
  /** A response that the broker did not take in time. */
  RESPONSE_UNDELIVERED
}
