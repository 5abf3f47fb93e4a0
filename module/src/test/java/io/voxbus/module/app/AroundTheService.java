package io.voxbus.module.app;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.vertx.core.Vertx;
import io.voxbus.module.bridge.FaultEndpoint;
import io.voxbus.module.bridge.FaultEndpoint.Publication;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test that is all that a service meets over its broker: speaker, head unit, bridge and car. */
abstract class AroundTheService {
  final Vertx vertx = Vertx.vertx();
  FaultEndpoint broker;

  @BeforeEach
  final void listen() throws Exception {
    broker = FaultEndpoint.listen(vertx);
  }

  @AfterEach
  final void hangUp() throws Exception {
    broker.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
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
}
