package io.voxbus.module.app;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.vertx.core.Vertx;
import io.voxbus.module.bridge.BrokerTimings;
import io.voxbus.module.bridge.FaultEndpoint;
import io.voxbus.module.bridge.FaultEndpoint.Publication;
import io.voxbus.module.dialogue.Dialogue;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.speech.SpeechLimits;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.AckState;
import io.voxbus.proto.v1.CanBridgeAck;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.ModuleStatus;
import io.voxbus.proto.v1.Seat;
import io.voxbus.proto.v1.StateSignal;
import io.voxbus.proto.v1.Transcript;
import io.voxbus.proto.v1.VehicleState;
import io.voxbus.vehicle.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All that a service meets over its broker: speaker, head unit, bridge and car, in one hand. */
final class Surroundings {
  private static final Path BOARD = Path.of("..", "board-configs", "virtual");

  /** How many may go out in a minute. */
  static final int MOST_COMMANDS = 40;

  private final Vertx vertx = Vertx.vertx();
  private final FaultEndpoint broker;

  Surroundings() throws Exception {
    broker = FaultEndpoint.listen(vertx);
  }

  /** Where the service is to run. */
  Vertx vertx() {
    return vertx;
  }

  FaultEndpoint broker() {
    return broker;
  }

  /**
   * A service that begins, with limits that a test need not wait for.
   *
   * @param state the folder of its journal
   * @param answer how long the bridge may take
   * @param resolver understands what is said
   */
  VoxbusService service(Path state, Duration answer, UtteranceResolver resolver) throws Exception {
    ServiceLimits limits =
        new ServiceLimits(
            SpeechLimits.STANDARD,
            new BrokerTimings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofMillis(5),
                Duration.ofMillis(20)),
            2,
            new Dialogue.Times(
                Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofMinutes(1)),
            new ServiceLimits.Rate(MOST_COMMANDS, Duration.ofMinutes(1)),
            Duration.ofSeconds(20),
            answer,
            Duration.ofSeconds(1));
    Understanding understanding =
        new Understanding(
            resolver, new Manifest.Thresholds(0.5, 0.3, 0, 0), "fake", "0".repeat(64), () -> {});
    return VoxbusService.begin(
            vertx,
            ServiceConfiguration.standard(broker.address(), BOARD, Path.of("none"))
                .withLimits(limits)
                .withState(state),
            new ServiceParts(Catalogue.standard(), understanding, CallPreparation.read(BOARD)))
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  CommandResponse say(String id, String text) {
    deliver(transcript(id, text).build());
    return response(id);
  }

  int deliver(Transcript transcript) {
    return broker.deliver(topic("transcript"), transcript.toByteArray());
  }

  void ack(String commandId, AckState state, AckReason reason) {
    broker.deliver(
        topic("can/ack"),
        CanBridgeAck.newBuilder()
            .setCommandId(commandId)
            .setState(state)
            .setReason(reason)
            .build()
            .toByteArray());
  }

  void drive(double kmh) {
    state(kmh, 127);
  }

  void park() {
    state(0, 126);
  }

  static StateSignal light(double percent) {
    return StateSignal.newBuilder()
        .setPath("Vehicle.Exterior.LightIntensity")
        .setNumber(percent)
        .build();
  }

  void state(double kmh, double gear) {
    state(
        StateSignal.newBuilder().setPath("Vehicle.Speed").setNumber(kmh).build(),
        StateSignal.newBuilder()
            .setPath("Vehicle.Powertrain.Transmission.SelectedGear")
            .setNumber(gear)
            .build());
  }

  void state(StateSignal... signals) {
    VehicleState state = VehicleState.newBuilder().addAllSignals(List.of(signals)).build();
    int delivery = broker.deliver(topic("vehicle-state"), state.toByteArray());
    await().until(() -> broker.acknowledgedDeliveries().contains(delivery));
  }

  CommandResponse response(String id) {
    await().until(() -> responses().stream().anyMatch(r -> r.getTranscriptId().equals(id)));
    return responses().stream()
        .filter(response -> response.getTranscriptId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  List<CommandResponse> responses() {
    return broker.published(topic("response")).stream()
        .map(publication -> parse(publication, CommandResponse.parser()))
        .toList();
  }

  List<CanBridgeCommand> commands() {
    return broker.published(topic("can/command")).stream()
        .map(publication -> parse(publication, CanBridgeCommand.parser()))
        .toList();
  }

  List<ModuleStatus> statuses() {
    return broker.published(topic("status")).stream()
        .map(publication -> parse(publication, ModuleStatus.parser()))
        .toList();
  }

  private static <T> T parse(Publication publication, Parser<T> parser) {
    try {
      return parser.parseFrom(publication.payload().getBytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  static String topic(String end) {
    return "voxbus/car/" + end;
  }

  static Transcript.Builder transcript(String id, String text) {
    return Transcript.newBuilder().setId(id).setText(text).setSpeaker(Seat.SEAT_UNSPECIFIED);
  }

  void close() throws Exception {
    broker.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
