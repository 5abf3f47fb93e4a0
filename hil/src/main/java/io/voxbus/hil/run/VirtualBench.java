package io.voxbus.hil.run;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.canbridge.BridgeBoard;
import io.voxbus.hil.broker.EmbeddedBroker;
import io.voxbus.hil.scenario.Fault;
import io.voxbus.hil.vehicle.VirtualVehicle;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.ServiceLimits;
import io.voxbus.module.app.Topics;
import io.voxbus.module.app.VoxbusService;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.can.BoardMapping;
import io.voxbus.module.ground.Board;
import io.voxbus.proto.v1.Seat;
import io.voxbus.proto.v1.Transcript;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Broker, service, bridge, bus and vehicle in this process; everything on it can go wrong. */
public final class VirtualBench implements Bench {
  /** Scenarios follow one another faster than any driver talks. */
  private static final ServiceLimits.Rate MANY =
      new ServiceLimits.Rate(10_000, Duration.ofSeconds(10));

  private static final List<String> WARM_UP =
      List.of("what a lovely day", "set the volume to 25", "open the trunk", "turn the volume up");

  private static final long WARM_UP_S = 60;

  private final String name;
  private final Vertx vertx = Vertx.vertx();
  private final EmbeddedBroker broker;
  private final BrokerAddress address;
  private final Topics topics;
  private final BusFaults bus;
  private final BridgeSwitch bridge;
  private final SlowableModel model;
  private final VoxbusService service;
  private final VehicleSwitch vehicle;
  private final Wire wire;
  private volatile boolean brokerAway;
  private volatile Consumer<Seen> watcher = seen -> {};

  /**
   * Starts a bench.
   *
   * @param name also the vehicle's in the topics
   * @param files the device's board and model
   * @throws io.voxbus.module.ground.BoardException for a board that cannot be used
   * @throws io.voxbus.dbc.DbcException for a DBC file that cannot be used
   * @throws io.voxbus.module.resolve.BundleException for a bundle that must not be run
   */
  public static VirtualBench start(String name, DeviceFiles files) {
    BridgeBoard bridgeBoard = BridgeBoard.read(files.board());
    BoardMapping reference = BridgeBoard.read(files.reference()).mapping();
    EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT);
    try {
      return new VirtualBench(name, broker, bridgeBoard, reference, files);
    } catch (RuntimeException fault) {
      broker.close();
      throw fault;
    }
  }

  private VirtualBench(
      String name,
      EmbeddedBroker broker,
      BridgeBoard bridgeBoard,
      BoardMapping reference,
      DeviceFiles files) {
    this.name = name;
    this.broker = broker;
    this.address = BrokerAddress.parse(broker.uri());
    this.topics = new Topics(ServiceConfiguration.DEFAULT_PREFIX, name);
    this.bus = new BusFaults(bridgeBoard.mapping(), new BusWatch(reference, this::seen));
    this.wire = Wire.connect(vertx, address, topics, this::seen).await();
    this.bridge = BridgeSwitch.start(vertx, address, topics, bridgeBoard, bus).await();
    this.model = SlowableModel.load(files.model(), Board.read(files.board()).hardware().threads());
    this.service =
        VoxbusService.start(
                vertx,
                ServiceConfiguration.standard(address, files.board(), files.model())
                    .withTopics(topics)
                    .withLimits(ServiceLimits.STANDARD.withRate(MANY)),
                model.understanding())
            .await();
    this.vehicle = VehicleSwitch.start(() -> vehicle(vertx)).await();
    WARM_UP.forEach(this::warmUp);
  }

  /** What runs for the first time takes many times as long, and is measured by nobody. */
  private void warmUp(String text) {
    Promise<Void> answered = Promise.promise();
    watcher =
        seen -> {
          if (seen.what() instanceof Seen.Answered) {
            answered.tryComplete();
          }
        };
    Transcript transcript =
        Transcript.newBuilder()
            .setId("warm-up-" + WARM_UP.indexOf(text))
            .setText(text)
            .setSpeaker(Seat.SEAT_DRIVER)
            .build();
    wire.publish("transcript", Buffer.buffer(transcript.toByteArray()), false)
        .compose(published -> answered.future().timeout(WARM_UP_S, TimeUnit.SECONDS))
        .await();
    watcher = seen -> {};
  }

  private Future<VirtualVehicle> vehicle(Vertx where) {
    return VirtualVehicle.start(where, address, topics.prefix() + "/" + topics.vehicle());
  }

  @Override
  public String name() {
    return name;
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
    return true;
  }

  @Override
  public Future<Void> inject(Fault fault, Duration by) {
    return switch (fault) {
      case BROKER_AWAY -> blocking(this::endBroker);
      case BROKER_BACK -> blocking(this::restoreBroker);
      case MODEL_FAST, MODEL_SLOW -> now(() -> model.delay(by));
      case BUS_ON, BUS_OFF, BUS_CORRUPTED, BUS_WITH_WRONG_CHECKSUM, BUS_WITH_FROZEN_COUNTER ->
          now(() -> bus.become(fault));
      case VEHICLE_TELLING -> vehicle.tell();
      case VEHICLE_SILENT -> vehicle.fallSilent();
      default -> bridge.inject(fault, by);
    };
  }

  @Override
  public Future<Void> restore() {
    model.delay(Duration.ZERO);
    bus.become(Fault.BUS_ON);
    return blocking(this::restoreBroker)
        .compose(back -> bridge.inject(Fault.COMMANDS_CLEAN, Duration.ZERO))
        .compose(clean -> bridge.inject(Fault.BRIDGE_HONEST, Duration.ZERO))
        .compose(honest -> vehicle.restore());
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
    service.stop().await();
    vehicle.fallSilent().await();
    bridge.inject(Fault.BRIDGE_AWAY, Duration.ZERO).await();
    vertx.close().await();
    closeAside();
  }

  /** Nobody needs to wait the seconds that the broker takes to end. */
  private void closeAside() {
    Thread closing = new Thread(broker::close, "broker-end");
    closing.setDaemon(true);
    closing.start();
  }

  private void seen(Seen.What what) {
    watcher.accept(new Seen(System.nanoTime(), what));
  }

  private void endBroker() {
    brokerAway = true;
    broker.stop();
  }

  private void restoreBroker() {
    if (brokerAway) {
      broker.restart();
      brokerAway = false;
    }
  }

  private Future<Void> blocking(Runnable action) {
    return vertx.executeBlocking(
        () -> {
          action.run();
          return null;
        },
        false);
  }

  private static Future<Void> now(Runnable action) {
    action.run();
    return Future.succeededFuture();
  }
}
