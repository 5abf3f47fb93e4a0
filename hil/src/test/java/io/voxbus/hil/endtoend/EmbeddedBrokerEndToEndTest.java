package io.voxbus.hil.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.util.JsonFormat;
import io.voxbus.hil.broker.EmbeddedBroker;
import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.proto.v1.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EmbeddedBrokerEndToEndTest {
  private static final String RADIO_OFF = "turn off the radio";
  private static final EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT);
  private static final Car car = car();
  private static final AtomicInteger peers = new AtomicInteger();

  private final MqttPeer peer = peer("peer-" + peers.incrementAndGet());

  @AfterEach
  void disconnect() throws Exception {
    peer.close();
  }

  @AfterAll
  static void stop() throws Exception {
    car.close();
    broker.close();
  }

  @Test
  void emptyTextIsAnsweredSo() throws Exception {
    assertOutcome(Outcome.OUTCOME_EMPTY, Car.transcript("empty", " ").build().toByteArray());
  }

  @Test
  void aHundredKilobytesOfTextAreTooLong() throws Exception {
    assertOutcome(
        Outcome.OUTCOME_TOO_LONG,
        Car.transcript("long", "open ".repeat(20_000)).build().toByteArray());
  }

  @Test
  void invalidUtf8IsMalformed() throws Exception {
    byte[] bad = Car.transcript("utf8", "xxxx").build().toByteArray();
    bad[indexOf(bad)] = (byte) 0xFF;
    assertOutcome(Outcome.OUTCOME_MALFORMED, bad);
  }

  @Test
  void aTruncatedMessageIsMalformed() throws Exception {
    byte[] whole = Car.transcript("truncated", RADIO_OFF).build().toByteArray();
    assertOutcome(Outcome.OUTCOME_MALFORMED, Arrays.copyOf(whole, whole.length - 9));
  }

  @Test
  void anUnknownFieldIsIgnored() throws Exception {
    UnknownFieldSet.Field later =
        UnknownFieldSet.Field.newBuilder()
            .addLengthDelimited(ByteString.copyFromUtf8("from a later version"))
            .build();
    Transcript transcript =
        Car.transcript("unknown-field", RADIO_OFF)
            .setUnknownFields(UnknownFieldSet.newBuilder().addField(999, later).build())
            .build();
    assertOutcome(Outcome.OUTCOME_DONE, transcript.toByteArray());
  }

  @Test
  void aDuplicateIdLeadsToNoSecondCommand() throws Exception {
    byte[] transcript = Car.transcript("twice", RADIO_OFF).build().toByteArray();
    peer.publish(car.topics.transcript(), transcript);
    peer.await(car.topics.response(), 1);
    peer.publish(car.topics.transcript(), transcript);
    List<byte[]> responses = peer.await(car.topics.response(), 2);
    assertEquals(Outcome.OUTCOME_DUPLICATE, Car.response(responses.get(1)).getOutcome());
    assertEquals(1, peer.on(car.topics.command()).size());
  }

  @Test
  void aTranscriptFromLastWeekIsTooOld() throws Exception {
    long lastWeek = System.currentTimeMillis() - 7L * 24 * 3600 * 1000;
    assertOutcome(
        Outcome.OUTCOME_TOO_OLD,
        Car.transcript("old", RADIO_OFF).setSpokenAtMs(lastWeek).build().toByteArray());
  }

  @Test
  void aRetainedTranscriptThatIsDeliveredAtConnectionIsRefused() throws Exception {
    MqttPeer sender = peer("retained-sender");
    sender.publishRetained(
        "voxbus/late/transcript", Car.transcript("retained", RADIO_OFF).build().toByteArray());
    peer.subscribe("voxbus/late/response");
    peer.subscribe("voxbus/late/can/command");
    try (Car lateCar = new Car(BrokerAddress.parse(broker.uri()), "late")) {
      CommandResponse response = Car.response(peer.await(lateCar.topics.response(), 1).get(0));
      assertEquals(Outcome.OUTCOME_RETAINED, response.getOutcome());
      assertTrue(peer.on(lateCar.topics.command()).isEmpty());
    }
    sender.close();
  }

  @Test
  void aProtobufTranscriptLeadsToItsCommand() throws Exception {
    peer.publish(
        car.topics.transcript(),
        Car.transcript("protobuf", "set the driver side to 21 degrees").build().toByteArray());
    CanBridgeCommand command = Car.command(peer.await(car.topics.command(), 1).get(0));
    assertEquals("set_temperature", command.getFunction());
    assertEquals(21.0, command.getSignals(0).getValue());
  }

  @Test
  void aJsonTranscriptLeadsToItsCommands() throws Exception {
    String json =
        JsonFormat.printer()
            .print(
                Car.transcript("json", "open the rear left window halfway and turn off the radio"));
    peer.publish(car.topics.transcriptJson(), json.getBytes(StandardCharsets.UTF_8));
    List<String> functions =
        peer.await(car.topics.command(), 2).stream()
            .map(message -> Car.command(message).getFunction())
            .toList();
    assertEquals(List.of("control_window", "control_playback"), functions);
  }

  @Test
  void nothingToDoIsAnsweredWithoutACommand() throws Exception {
    assertOutcome(
        Outcome.OUTCOME_NOTHING_TO_DO,
        Car.transcript("lovely", "what a lovely day").build().toByteArray());
    assertTrue(peer.on(car.topics.command()).isEmpty());
  }

  /** The outcome is as documented, and the service answers the next transcript as ever. */
  private void assertOutcome(Outcome expected, byte[] transcript) throws Exception {
    peer.publish(car.topics.transcript(), transcript);
    CommandResponse response = Car.response(peer.await(car.topics.response(), 1).get(0));
    assertEquals(expected, response.getOutcome(), response.getDetail());
    peer.publish(
        car.topics.transcript(),
        Car.transcript("after-" + expected, RADIO_OFF).build().toByteArray());
    CommandResponse next = Car.response(peer.await(car.topics.response(), 2).get(1));
    assertEquals(Outcome.OUTCOME_DONE, next.getOutcome(), next.getDetail());
  }

  private static int indexOf(byte[] message) {
    for (int i = 0; i < message.length; i++) {
      if (message[i] == 'x') {
        return i;
      }
    }
    throw new AssertionError("the text is not there");
  }

  private static MqttPeer peer(String id) {
    try {
      return MqttPeer.connect(
          EmbeddedBroker.HOST, broker.port(), id, car.topics.response(), car.topics.command());
    } catch (Exception fault) {
      throw new AssertionError(fault);
    }
  }

  private static Car car() {
    try {
      return new Car(BrokerAddress.parse(broker.uri()), "car");
    } catch (Exception fault) {
      throw new AssertionError(fault);
    }
  }
}
