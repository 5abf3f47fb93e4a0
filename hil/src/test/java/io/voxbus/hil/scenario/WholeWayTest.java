package io.voxbus.hil.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.JsonFormat;
import io.voxbus.hil.broker.EmbeddedBroker;
import io.voxbus.hil.peer.MqttPeer;
import io.voxbus.module.app.Topics;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CallState;
import io.voxbus.proto.v1.CanBridgeCommand;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Outcome;
import io.voxbus.vehicle.Catalogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Over the embedded broker, by a client of another make. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class WholeWayTest {
  private static final EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT);
  private static final Car car = car();

  private final Topics topics = car.topics();
  private final String id = UUID.randomUUID().toString();
  private final MqttPeer peer = peer();

  @AfterEach
  void leave() throws Exception {
    peer.close();
  }

  @AfterAll
  static void stop() throws Exception {
    car.close();
    broker.close();
  }

  @Test
  void whatIsNoCommandLeadsToNoneAndIsAnswered() throws Exception {
    peer.publish(topics.transcript(), transcript("what a lovely day"));
    assertEquals(Outcome.OUTCOME_NOTHING_TO_DO, response().getOutcome());
    assertTrue(peer.on(topics.command()).isEmpty());
  }

  @Test
  void aTranscriptBecomesACommand() throws Exception {
    peer.publish(topics.transcript(), transcript(PhraseBook.RADIO_OFF));
    CanBridgeCommand command = Messages.commands(peer.await(topics.command(), 1)).get(0);
    assertEquals(id + "/0", command.getId());
    assertEquals(id, command.getTranscriptId());
    assertEquals(PhraseBook.RADIO_FUNCTION, command.getFunction());
    assertEquals("stop", command.getArguments(0).getWord());
    assertEquals(Catalogue.standard().hash(), command.getCatalogueHash());
    assertEquals("virtual", command.getBoard());
    assertTrue(command.getSignalsCount() > 0 && command.getFramesCount() > 0);
  }

  @Test
  void theBridgesAckBecomesTheResponse() throws Exception {
    peer.publish(topics.transcript(), transcript(PhraseBook.RADIO_OFF));
    CommandResponse response = response();
    assertEquals(Outcome.OUTCOME_DONE, response.getOutcome());
    assertEquals(CallState.CALL_TRANSMITTED, response.getResults(0).getState());
    assertTrue(car.executed().contains(response.getResults(0).getCommandId()));
  }

  @Test
  void aTranscriptInJsonBecomesTheSameCommand() throws Exception {
    String json = JsonFormat.printer().print(Messages.transcript(id, PhraseBook.RADIO_OFF));
    peer.publish(topics.transcriptJson(), json.getBytes(StandardCharsets.UTF_8));
    CanBridgeCommand command = Messages.commands(peer.await(topics.command(), 1)).get(0);
    assertEquals(id + "/0", command.getId());
    assertEquals(PhraseBook.RADIO_FUNCTION, command.getFunction());
  }

  @Test
  void theResponseIsThereInJsonToo() throws Exception {
    peer.publish(topics.transcript(), transcript(PhraseBook.RADIO_OFF));
    CommandResponse.Builder json = CommandResponse.newBuilder();
    String text = new String(peer.await(topics.responseJson(), 1).get(0), StandardCharsets.UTF_8);
    JsonFormat.parser().merge(text, json);
    assertEquals(response(), json.build());
  }

  @Test
  void severalCallsInOneBreathAreSeveralCommandsInTheirOrder() throws Exception {
    peer.publish(topics.transcript(), transcript(PhraseBook.TWO_CALLS));
    List<String> ids = response().getResultsList().stream().map(CallResult::getCommandId).toList();
    assertEquals(List.of(id + "/0", id + "/1"), ids);
    List<String> heard =
        Messages.commands(peer.await(topics.command(), 2)).stream()
            .map(CanBridgeCommand::getId)
            .toList();
    assertEquals(ids, heard);
  }

  private byte[] transcript(String text) {
    return Messages.transcript(id, text).build().toByteArray();
  }

  private CommandResponse response() {
    return Messages.responses(peer.await(topics.response(), 1)).get(0);
  }

  private MqttPeer peer() {
    return MqttPeer.connected(
        broker.port(), "peer-" + id, topics.command(), topics.response(), topics.responseJson());
  }

  private static Car car() {
    return Car.at(new BrokerAddress(EmbeddedBroker.HOST, broker.port()), "whole");
  }
}
