package io.voxbus.hil.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a bench can let go wrong. Each part's first kind is that it works. */
public enum Fault {
  /** Commands are carried out and acknowledged. */
  BRIDGE_HONEST("bridge", "honest"),
  /** Commands are carried out, and never acknowledged. */
  BRIDGE_SILENT("bridge", "silent"),
  /** Acks come when the service has given up: after four seconds. */
  BRIDGE_SLOW("bridge", "slow"),
  /** Commands are carried out, and the ack says that they were rejected. */
  BRIDGE_LYING("bridge", "lying"),
  /** Every ack comes twice. */
  BRIDGE_TWICE("bridge", "twice"),
  /** There is no bridge. */
  BRIDGE_AWAY("bridge", "away"),
  /** Frames reach the bus. */
  BUS_ON("bus", "on"),
  /** The bus takes no frame, as after bus-off. */
  BUS_OFF("bus", "off"),
  /** All bits of the frames are inverted on their way out of the bridge. */
  BUS_CORRUPTED("bus", "corrupt"),
  /** Protected frames get a wrong checksum on their way out of the bridge. */
  BUS_WITH_WRONG_CHECKSUM("bus", "wrong_checksum"),
  /** Protected frames get the same counter again and again, with the right checksum for it. */
  BUS_WITH_FROZEN_COUNTER("bus", "frozen_counter"),
  /** Commands reach the bridge as they were sent. */
  COMMANDS_CLEAN("commands", "clean"),
  /** Commands are lost on their way to the bridge. */
  COMMANDS_DROPPED("commands", "drop"),
  /** Commands reach the bridge late. */
  COMMANDS_DELAYED("commands", "delay"),
  /** Every command reaches the bridge twice. */
  COMMANDS_DUPLICATED("commands", "duplicate"),
  /** The broker is there. */
  BROKER_BACK("broker", "back"),
  /** The broker ends, and forgets everything. */
  BROKER_AWAY("broker", "away"),
  /** The model answers as fast as it can. */
  MODEL_FAST("model", "fast"),
  /** The model takes longer. */
  MODEL_SLOW("model", "slow"),
  /** The vehicle tells its state. */
  VEHICLE_TELLING("vehicle", "telling"),
  /** The vehicle tells nothing of its state any more. */
  VEHICLE_SILENT("vehicle", "silent");

  private final String part;
  private final String kind;

  Fault(String part, String kind) {
    this.part = part;
    this.kind = kind;
  }

  /** The part of the bench, as scenarios name it. */
  public String part() {
    return part;
  }

  /** What happens to it, as scenarios name it. */
  public String kind() {
    return kind;
  }

  /** Whether {@code by} belongs to it. */
  public boolean takesTime() {
    return this == COMMANDS_DELAYED || this == MODEL_SLOW;
  }

  static List<String> parts() {
    return Arrays.stream(values()).map(Fault::part).distinct().toList();
  }

  static List<String> kinds(String part) {
    return Arrays.stream(values()).filter(f -> f.part.equals(part)).map(Fault::kind).toList();
  }

  static Optional<Fault> of(String part, String kind) {
    return Arrays.stream(values())
        .filter(fault -> fault.part.equals(part) && fault.kind.equals(kind))
        .findFirst();
  }
}
