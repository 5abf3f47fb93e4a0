package io.voxbus.hil.run;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxbus.canbridge.BridgeBoard;
import io.voxbus.canbridge.BridgeSettings;
import io.voxbus.canbridge.BusLog;
import io.voxbus.hil.bridge.AckFaults;
import io.voxbus.hil.bridge.VirtualCanBridge;
import io.voxbus.hil.scenario.Fault;
import io.voxbus.module.app.Topics;
import io.voxbus.module.bridge.BrokerAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * The virtual bridge, which is begun anew for each fault that it is to have, and whose commands can
 * be tampered with on their way.
 */
final class BridgeSwitch {
  /** Where the bridge listens while its commands are tampered with. */
  private static final String BEHIND = "tampered";

  private static final String CHANNEL = "vcan0";

  private final Vertx vertx;
  private final BrokerAddress broker;
  private final Topics topics;
  private final BridgeBoard board;
  private final BusLog bus;
  private Fault fault = Fault.BRIDGE_HONEST;
  private Optional<VirtualCanBridge> bridge = Optional.empty();
  private Optional<Tamperer> tamperer = Optional.empty();

  private BridgeSwitch(
      Vertx vertx, BrokerAddress broker, Topics topics, BridgeBoard board, BusLog bus) {
    this.vertx = vertx;
    this.broker = broker;
    this.topics = topics;
    this.board = board;
    this.bus = bus;
  }

  static Future<BridgeSwitch> start(
      Vertx vertx, BrokerAddress broker, Topics topics, BridgeBoard board, BusLog bus) {
    BridgeSwitch begun = new BridgeSwitch(vertx, broker, topics, board, bus);
    return begun.begin().map(begun);
  }

  /**
   * Lets something of the bridge, or of the commands on their way to it, go wrong or be well.
   *
   * @param by how long commands are delayed
   */
  Future<Void> inject(Fault other, Duration by) {
    return other.part().equals(Fault.COMMANDS_CLEAN.part()) ? tamper(other, by) : become(other);
  }

  private Future<Void> become(Fault other) {
    if (other == fault) {
      return Future.succeededFuture();
    }
    fault = other;
    return end().compose(ended -> begin());
  }

  private Future<Void> tamper(Fault other, Duration by) {
    if (tamperer.isPresent() && other != Fault.COMMANDS_CLEAN) {
      tamperer.get().become(other, by);
      return Future.succeededFuture();
    }
    return tamperer.isPresent() == (other != Fault.COMMANDS_CLEAN)
        ? Future.succeededFuture()
        : end().compose(ended -> interpose(other, by)).compose(set -> begin());
  }

  private Future<Void> interpose(Fault other, Duration by) {
    if (other == Fault.COMMANDS_CLEAN) {
      Future<Void> left = tamperer.map(Tamperer::leave).orElseGet(Future::succeededFuture);
      tamperer = Optional.empty();
      return left;
    }
    Tamperer made = new Tamperer(vertx, broker, settings(first()), settings(behind()));
    made.become(other, by);
    tamperer = Optional.of(made);
    return made.connect();
  }

  private Future<Void> end() {
    Future<Void> ended = bridge.map(VirtualCanBridge::stop).orElseGet(Future::succeededFuture);
    bridge = Optional.empty();
    return ended;
  }

  private Future<Void> begin() {
    if (fault == Fault.BRIDGE_AWAY) {
      return Future.succeededFuture();
    }
    VirtualCanBridge begun =
        VirtualCanBridge.of(
            vertx, settings(tamperer.isPresent() ? behind() : first()), faults(), bus);
    bridge = Optional.of(begun);
    return begun.online();
  }

  private BridgeSettings settings(String first) {
    return new BridgeSettings(broker, first, CHANNEL, board);
  }

  private String first() {
    return topics.prefix() + "/" + topics.vehicle();
  }

  private String behind() {
    return BEHIND + "/" + topics.vehicle();
  }

  private AckFaults.Shares faults() {
    return new AckFaults.Shares(
        share(Fault.BRIDGE_SILENT),
        share(Fault.BRIDGE_SLOW),
        share(Fault.BRIDGE_TWICE),
        share(Fault.BRIDGE_LYING),
        0);
  }

  private double share(Fault kind) {
    return fault == kind ? 1 : 0;
  }
}
