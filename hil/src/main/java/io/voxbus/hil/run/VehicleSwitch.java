package io.voxbus.hil.run;

import io.vertx.core.Future;
import io.voxbus.hil.vehicle.VirtualVehicle;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The virtual vehicle, which can fall silent and begin anew as it was at first. */
final class VehicleSwitch {
  private final Supplier<Future<VirtualVehicle>> maker;
  private Optional<VirtualVehicle> vehicle = Optional.empty();
  private boolean changed;

  private VehicleSwitch(Supplier<Future<VirtualVehicle>> maker) {
    this.maker = maker;
  }

  static Future<VehicleSwitch> start(Supplier<Future<VirtualVehicle>> maker) {
    VehicleSwitch begun = new VehicleSwitch(maker);
    return begun.tell().map(begun);
  }

  /** Changes the state; a vehicle that is silent says nothing of it, ever. */
  Future<Void> change(Map<String, String> values) {
    changed = true;
    return vehicle
        .map(
            telling ->
                Future.all(
                        values.entrySet().stream()
                            .map(value -> telling.change(value.getKey(), value.getValue()))
                            .toList())
                    .<Void>mapEmpty())
        .orElseGet(Future::succeededFuture);
  }

  Future<Void> tell() {
    return vehicle.isPresent()
        ? Future.succeededFuture()
        : maker.get().onSuccess(made -> vehicle = Optional.of(made)).mapEmpty();
  }

  Future<Void> fallSilent() {
    Future<Void> gone = vehicle.map(VirtualVehicle::stop).orElseGet(Future::succeededFuture);
    vehicle = Optional.empty();
    return gone;
  }

  /** Tells the state that it had at first. */
  Future<Void> restore() {
    Future<Void> ended = changed ? fallSilent() : Future.succeededFuture();
    changed = false;
    return ended.compose(gone -> tell());
  }
}
