package io.voxbus.module.app;

/**
 * The MQTT topics of one vehicle.
 *
 * @param prefix what all topics begin with, for example "voxbus"; may have several levels
 * @param vehicle the vehicle's name, one level
 */
public record Topics(String prefix, String vehicle) {

  /**
   * Checks both parts.
   *
   * @throws IllegalArgumentException when a part is empty or has characters with a meaning in MQTT
   */
  public Topics {
    if (!prefix.matches("[^+#\\x00/]+(/[^+#\\x00/]+)*")) {
      throw new IllegalArgumentException(
          "the prefix \"" + prefix + "\" is no topic; use levels like \"voxbus\" or \"a/b\"");
    }
    if (!vehicle.matches("[^+#\\x00/]+")) {
      throw new IllegalArgumentException(
          "the vehicle's name \"" + vehicle + "\" is empty or contains one of / + #");
    }
  }

  /** Transcripts as protobuf. */
  public String transcript() {
    return of("transcript");
  }

  /** Transcripts as JSON. */
  public String transcriptJson() {
    return of("transcript/json");
  }

  /** Responses as protobuf. */
  public String response() {
    return of("response");
  }

  /** Responses as JSON. */
  public String responseJson() {
    return of("response/json");
  }

  /** Commands for the CAN bridge. */
  public String command() {
    return of("can/command");
  }

  /** The CAN bridge's acks. */
  public String ack() {
    return of("can/ack");
  }

  /** What the vehicle says of itself, as protobuf. */
  public String vehicleState() {
    return of("vehicle-state");
  }

  /** What the vehicle says of itself, as JSON. */
  public String vehicleStateJson() {
    return of("vehicle-state/json");
  }

  /** Whether the service is there, retained. */
  public String status() {
    return of("status");
  }

  /** A model bundle that somebody has for the vehicle. */
  public String modelOffer() {
    return of("model/offer");
  }

  /** A part of it. */
  public String modelChunk() {
    return of("model/chunk");
  }

  /** How far it has come. */
  public String modelProgress() {
    return of("model/progress");
  }

  /** Whether whoever sends it is there. */
  public String modelSender() {
    return of("model/sender");
  }

  private String of(String end) {
    return prefix + "/" + vehicle + "/" + end;
  }
}
