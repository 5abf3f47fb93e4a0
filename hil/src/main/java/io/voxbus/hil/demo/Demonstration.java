package io.voxbus.hil.demo;

import io.vertx.core.Vertx;
import io.voxbus.canbridge.BridgeBoard;
import io.voxbus.canbridge.BridgeSettings;
import io.voxbus.hil.bridge.VirtualCanBridge;
import io.voxbus.hil.broker.EmbeddedBroker;
import io.voxbus.hil.vehicle.VirtualVehicle;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.Topics;
import io.voxbus.module.app.VoxbusService;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.ground.Board;
import io.voxbus.proto.v1.Seat;
import java.nio.file.Path;

/**
 * Broker, virtual bridge, virtual vehicle, service and somebody who speaks, in one process: five
 * parts that know of one another only by what they publish.
 */
final class Demonstration implements AutoCloseable {
  private static final String CHANNEL = "vcan0";

  private final EmbeddedBroker broker;
  private final Vertx vertx;
  private final BusRecorder bus;
  private final VirtualCanBridge bridge;
  private final VoxbusService service;
  private final VirtualVehicle vehicle;
  private final Driver driver;
  private final String board;

  private Demonstration(EmbeddedBroker broker, Vertx vertx, Path boardFolder, Path model) {
    this.broker = broker;
    this.vertx = vertx;
    BridgeBoard bridgeBoard = BridgeBoard.read(boardFolder);
    BrokerAddress address = BrokerAddress.parse(broker.uri());
    Topics topics = new Topics(ServiceConfiguration.DEFAULT_PREFIX, "demo");
    BridgeSettings settings =
        new BridgeSettings(address, topics.prefix() + "/" + topics.vehicle(), CHANNEL, bridgeBoard);
    ServiceConfiguration configuration =
        ServiceConfiguration.standard(address, boardFolder, model).withTopics(topics);
    this.board = Board.read(boardFolder).name();
    this.bus = new BusRecorder(bridgeBoard.dbc());
    this.bridge = VirtualCanBridge.start(vertx, settings, bus).await();
    this.service = VoxbusService.start(vertx, configuration).await();
    // After the service, which must hear its first state.
    this.vehicle = VirtualVehicle.start(vertx, address, settings.topics()).await();
    this.driver = Driver.connect(vertx, address, topics).await();
  }

  /**
   * Starts all parts.
   *
   * @param board the board's folder
   * @param model the model bundle's folder
   * @throws io.voxbus.module.ground.BoardException for a board that cannot be used
   * @throws io.voxbus.dbc.DbcException for a DBC file that cannot be used
   * @throws io.voxbus.module.resolve.BundleException for a bundle that must not be run
   */
  static Demonstration start(Path board, Path model) {
    EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT);
    Vertx vertx = Vertx.vertx();
    try {
      return new Demonstration(broker, vertx, board, model);
    } catch (RuntimeException fault) {
      vertx.close().await();
      closeAside(broker);
      throw fault;
    }
  }

  /** Which parts are running. */
  String greeting() {
    return "broker %s, board %s, bus %s".formatted(broker.uri(), board, CHANNEL);
  }

  /** Says a sentence, and waits for the answer. */
  Turn say(String text, Seat seat) {
    Driver.Answer answer = driver.say(text, seat).await();
    return new Turn(text, answer.response(), bus.take(answer), answer.took());
  }

  /** The vehicle that says of itself what the interlocks need. */
  VirtualVehicle vehicle() {
    return vehicle;
  }

  @Override
  public void close() {
    driver.leave().await();
    service.stop().await();
    vehicle.stop().await();
    bridge.stop().await();
    vertx.close().await();
    closeAside(broker);
  }

  /** Nobody needs to wait the seconds that the broker takes to end. */
  private static void closeAside(EmbeddedBroker broker) {
    Thread closing = new Thread(broker::close, "broker-end");
    closing.setDaemon(true);
    closing.start();
  }
}
