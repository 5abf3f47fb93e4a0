package io.voxbus.hil.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddedBrokerTest {
  @Test
  void aTakenPortIsRefusedAndNamed() {
    try (EmbeddedBroker first = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT)) {
      BrokerException refusal =
          assertThrows(BrokerException.class, () -> EmbeddedBroker.start(first.port()));
      assertTrue(String.valueOf(refusal.getMessage()).contains("port " + first.port()));
    }
  }

  @Test
  void noOtherAddressOfThisMachineIsListenedOn() throws SocketException {
    Optional<InetAddress> outside = addressBeyondLoopback();
    assumeTrue(outside.isPresent(), "this machine has no address beyond loopback");
    try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT)) {
      InetSocketAddress address = new InetSocketAddress(outside.orElseThrow(), broker.port());
      assertThrows(IOException.class, () -> connect(address));
    }
  }

  @Test
  void aMessageOfHalfAMegabytePasses() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT)) {
      byte[] payload = new byte[500_000];
      assertArrayEquals(payload, roundTrip(broker, payload));
    }
  }

  @Test
  void afterARestartClientsFindItOnTheSamePort() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.ANY_PORT)) {
      int before = broker.port();
      broker.stop();
      assertThrows(IOException.class, () -> connect(loopback(before)));
      broker.restart();
      assertEquals(before, broker.port());
      assertArrayEquals(new byte[] {1}, roundTrip(broker, new byte[] {1}));
    }
  }

  /**
   * Sends a message from one client to another: the broker drops an ack that meets a full buffer on
   * its own way back.
   */
  private static byte[] roundTrip(EmbeddedBroker broker, byte[] payload)
      throws MqttException, InterruptedException {
    BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    try (MqttClient receiver = client(broker, "receiver");
        MqttClient sender = client(broker, "sender")) {
      receiver.subscribe("there", 1, (topic, message) -> received.add(message.getPayload()));
      sender.publish("there", payload, 1, false);
      byte[] back = received.poll(10, TimeUnit.SECONDS);
      sender.disconnect();
      receiver.disconnect();
      return back == null ? new byte[0] : back;
    }
  }

  private static MqttClient client(EmbeddedBroker broker, String id) throws MqttException {
    MqttClient client =
        new MqttClient("tcp://127.0.0.1:" + broker.port(), id, new MemoryPersistence());
    client.connect();
    return client;
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static void connect(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, 2000);
    }
  }

  private static Optional<InetAddress> addressBeyondLoopback() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }
}
