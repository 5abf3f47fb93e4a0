package io.voxbus.hil.vehicle;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.canbridge.PlainPresence;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.BrokerSettings;
import io.voxbus.module.bridge.BrokerTimings;
import io.voxbus.module.bridge.OutboundMessage;
import io.voxbus.proto.v1.StateSignal;
import io.voxbus.proto.v1.VehicleState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A vehicle that says twice a second in which state it is: at first parked by day, dry, unplugged,
 * with nobody but the driver in it. Its windows report that they are shut, whatever is commanded.
 */
public final class VirtualVehicle {
  private static final String SPEED = "Vehicle.Speed";
  private static final String GEAR = "Vehicle.Powertrain.Transmission.SelectedGear";
  private static final int PARK = 126;
  private static final int DRIVE = 127;
  private static final Duration PERIOD = Duration.ofMillis(500);

  private final Vertx vertx;
  private final Context context;
  private final String topic;
  private final BrokerConnection connection;
  private final Map<String, StateSignal> signals = new LinkedHashMap<>();
  private long timer;

  private VirtualVehicle(Vertx vertx, BrokerAddress broker, String topics) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.topic = topics + "/vehicle-state";
    String presence = topics + "/virtual-vehicle";
    BrokerSettings settings =
        new BrokerSettings(
            broker,
            topics.replace('/', '-') + "-vehicle",
            List.of(presence),
            PERIOD,
            BrokerTimings.STANDARD);
    this.connection =
        new BrokerConnection(vertx, settings, PlainPresence.on(presence), new Random());
    park();
    set("Vehicle.Exterior.LightIntensity", 80.0);
    set("Vehicle.Body.Raindetection.Intensity", 0.0);
    set(
        "Vehicle.Powertrain.TractionBattery.Charging.ChargingPort.AnyPosition.IsChargingCableConnected",
        false);
    set("Vehicle.Cabin.IsWindowChildLockEngaged", false);
    set("Vehicle.Cabin.Seat.Row1.DriverSide.IsOccupied", true);
    set("Vehicle.Cabin.Seat.Row1.PassengerSide.IsOccupied", false);
    set("Vehicle.Cabin.Seat.Row2.DriverSide.IsOccupied", false);
    set("Vehicle.Cabin.Seat.Row2.PassengerSide.IsOccupied", false);
    for (String door : List.of("Row1.Driver", "Row1.Passenger", "Row2.Driver", "Row2.Passenger")) {
      set("Vehicle.Cabin.Door." + door + "Side.Window.Position", 0.0);
    }
  }

  /**
   * Starts a vehicle.
   *
   * @param topics the first levels of its topics, prefix and vehicle, for example {@code
   *     voxbus/demo}
   * @return completes when its state was told for the first time
   */
  public static Future<VirtualVehicle> start(Vertx vertx, BrokerAddress broker, String topics) {
    VirtualVehicle vehicle = new VirtualVehicle(vertx, broker, topics);
    Promise<VirtualVehicle> started = Promise.promise();
    vehicle.context.runOnContext(
        here ->
            vehicle
                .connection
                .start(message -> message.acknowledge())
                .compose(online -> vehicle.tell())
                .onSuccess(told -> vehicle.repeat())
                .map(vehicle)
                .onComplete(started));
    return started.future();
  }

  /** Drives forwards at this speed in km/h; told at once. */
  public Future<Void> drive(double kmh) {
    return change(
        () -> {
          set(SPEED, kmh);
          set(GEAR, (double) DRIVE);
        });
  }

  /** Stands in park; told at once. */
  public Future<Void> stand() {
    return change(this::park);
  }

  /**
   * Changes one signal; told at once.
   *
   * @param path its COVESA VSS 6.0 path
   * @param value {@code true}, {@code false}, a number, or else a word
   */
  public Future<Void> change(String path, String value) {
    return change(() -> set(path, parsed(value)));
  }

  /** Goes; completes when the connection is closed. */
  public Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(
        here -> {
          vertx.cancelTimer(timer);
          connection.stop().onComplete(stopped);
        });
    return stopped.future();
  }

  private Future<Void> change(Runnable change) {
    Promise<Void> told = Promise.promise();
    context.runOnContext(
        here -> {
          change.run();
          tell().onComplete(told);
        });
    return told.future();
  }

  private void park() {
    set(SPEED, 0.0);
    set(GEAR, (double) PARK);
  }

  private void repeat() {
    timer = vertx.setPeriodic(PERIOD.toMillis(), due -> tell());
  }

  /** A state that cannot be told in time is of no use any more. */
  private Future<Void> tell() {
    return connection
        .publish(() -> Optional.of(new OutboundMessage(topic, state(), false)), PERIOD)
        .otherwiseEmpty();
  }

  private Buffer state() {
    long now = System.currentTimeMillis();
    VehicleState.Builder state = VehicleState.newBuilder();
    signals.values().forEach(signal -> state.addSignals(signal.toBuilder().setAtMs(now)));
    return Buffer.buffer(state.build().toByteArray());
  }

  private void set(String path, Object value) {
    StateSignal.Builder signal = StateSignal.newBuilder().setPath(path);
    if (value instanceof Boolean flag) {
      signal.setFlag(flag);
    } else if (value instanceof Double number) {
      signal.setNumber(number);
    } else {
      signal.setText(value.toString());
    }
    signals.put(path, signal.build());
  }

  private static Object parsed(String value) {
    if (value.equals("true") || value.equals("false")) {
      return Boolean.valueOf(value);
    }
    try {
      return Double.valueOf(value);
    } catch (NumberFormatException word) {
      return value;
    }
  }
}
