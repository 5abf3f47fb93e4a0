package io.voxbus.hil.scenario;

import io.vertx.core.Vertx;
import io.voxbus.canbridge.BridgeBoard;
import io.voxbus.canbridge.BridgeSettings;
import io.voxbus.hil.bridge.VirtualCanBridge;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.ServiceLimits;
import io.voxbus.module.app.Topics;
import io.voxbus.module.app.VoxbusService;
import io.voxbus.module.bridge.BrokerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A service and a virtual bridge at a broker. */
final class Car implements AutoCloseable {
  private static final Path BOARD = Path.of("..", "board-configs", "virtual");

  /** Outages are tried with more commands than a driver would give. */
  private static final ServiceLimits.Rate MANY =
      new ServiceLimits.Rate(1000, Duration.ofSeconds(10));

  private final Vertx vertx = Vertx.vertx();
  private final Topics topics;
  private final List<String> executed = new CopyOnWriteArrayList<>();
  private final VirtualCanBridge bridge;
  private final VoxbusService service;

  private Car(BridgeSettings bridgeSettings, ServiceConfiguration configuration)
      throws TimeoutException {
    topics = configuration.topics();
    bridge =
        VirtualCanBridge.start(vertx, bridgeSettings, (id, line) -> executed.add(id))
            .await(60, TimeUnit.SECONDS);
    service =
        VoxbusService.start(vertx, configuration, PhraseBook.understanding())
            .await(60, TimeUnit.SECONDS);
  }

  /** Starts both, and waits until they are online. */
  static Car at(BrokerAddress broker, String vehicle) {
    return of(bridge(broker, vehicle), service(broker, vehicle));
  }

  /** Starts both with settings that differ in some way from these. */
  static Car of(BridgeSettings bridge, ServiceConfiguration service) {
    try {
      return new Car(bridge, service);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    }
  }

  static BridgeSettings bridge(BrokerAddress broker, String vehicle) {
    return new BridgeSettings(broker, "voxbus/" + vehicle, "vcan0", BridgeBoard.read(BOARD));
  }

  static ServiceConfiguration service(BrokerAddress broker, String vehicle) {
    return ServiceConfiguration.standard(broker, BOARD, Path.of("unused"))
        .withTopics(new Topics("voxbus", vehicle))
        .withLimits(ServiceLimits.STANDARD.withRate(MANY));
  }

  Topics topics() {
    return topics;
  }

  /** The command of each frame on the bus so far, in order. */
  List<String> executed() {
    return List.copyOf(executed);
  }

  /** How often the service counted this. */
  long counted(String name) {
    return service.metrics().getOrDefault(name, 0L);
  }

  @Override
  public void close() throws TimeoutException {
    service.stop().await(30, TimeUnit.SECONDS);
    bridge.stop().await(30, TimeUnit.SECONDS);
    vertx.close().await(30, TimeUnit.SECONDS);
  }
}
