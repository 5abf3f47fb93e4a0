package io.voxbus.hil.run;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.canbridge.CandumpLine;
import io.voxbus.hil.scenario.Fault;
import io.voxbus.hil.vehicle.VirtualVehicle;
import io.voxbus.module.app.Topics;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.ground.Board;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A rig: service, bridge and bus are elsewhere, and are reached over the broker. Of the bus is seen
 * what the bridge says: a command's frames count as on the bus when their ack says that they are.
 * The vehicle's state is told by this bench.
 */
public final class RemoteBench implements Bench {
  private static final long PATIENCE_S = 15;
  private static final int MOST_REMEMBERED = 1000;
  private static final String CHANNEL = "rig";

  private final BrokerAddress address;
  private final Vertx vertx = Vertx.vertx();
  private final BusWatch bus;
  private final Wire wire;
  private final VehicleSwitch vehicle;
  private final Map<String, CanBridgeCommand> underway = new LinkedHashMap<>();
  private volatile Consumer<Seen> watcher = seen -> {};

  private RemoteBench(BrokerAddress address, Topics topics, BoardMapping mapping)
      throws TimeoutException {
    this.address = address;
    this.bus = new BusWatch(mapping, this::seen);
    this.wire =
        Wire.connect(vertx, address, topics, this::heard).await(PATIENCE_S, TimeUnit.SECONDS);
    String first = topics.prefix() + "/" + topics.vehicle();
    this.vehicle =
        VehicleSwitch.start(() -> VirtualVehicle.start(vertx, address, first))
            .await(PATIENCE_S, TimeUnit.SECONDS);
  }

  /**
   * Connects to a rig.
   *
   * @param board the folder of the board that the rig has
   * @throws TimeoutException when the broker cannot be reached
   */
  public static RemoteBench connect(BrokerAddress address, Topics topics, Path board)
      throws TimeoutException {
    return new RemoteBench(address, topics, BoardMapping.read(board, Board.read(board)));
  }

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public void watch(Consumer<Seen> other) {
    watcher = other;
  }

  @Override
  public Future<Void> publish(String topic, Buffer payload, boolean retained) {
    return wire.publish(topic, payload, retained);
  }

  @Override
  public Future<Void> change(Map<String, String> values) {
    return vehicle.change(values);
  }

  @Override
  public boolean offers(Fault fault) {
    return fault.part().equals(Fault.VEHICLE_SILENT.part());
  }

  @Override
  public Future<Void> inject(Fault fault, Duration by) {
    return fault == Fault.VEHICLE_SILENT ? vehicle.fallSilent() : vehicle.tell();
  }

  @Override
  public Future<Void> restore() {
    return vehicle.restore();
  }

  @Override
  public List<String> complaints() {
    return wire.complaints();
  }

  @Override
  public Map<String, String> device() {
    return wire.device();
  }

  @Override
  public void close() {
    wire.leave().await();
    vehicle.fallSilent().await();
    vertx.close().await();
  }

  private void heard(Seen.What what) {
    seen(what);
    if (what instanceof Seen.Commanded commanded) {
      remember(commanded.command());
    } else if (what instanceof Seen.Acked acked) {
      acked(acked.ack());
    }
  }

  private void remember(CanBridgeCommand command) {
    underway.put(command.getId(), command);
    if (underway.size() > MOST_REMEMBERED) {
      underway.remove(underway.keySet().iterator().next());
    }
  }

  private void acked(CanBridgeAck ack) {
    CanBridgeCommand command = underway.get(ack.getCommandId());
    boolean onBus =
        ack.getState() == AckState.ACK_TRANSMITTED || ack.getState() == AckState.ACK_CONFIRMED;
    if (command != null && onBus) {
      underway.remove(ack.getCommandId());
      Instant now = Instant.now();
      command
          .getFramesList()
          .forEach(frame -> bus.sent(command.getId(), new CandumpLine(now, CHANNEL, frame)));
    }
  }

  private void seen(Seen.What what) {
    watcher.accept(new Seen(System.nanoTime(), what));
  }
}
