package io.voxbus.hil.bridge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.voxbus.canbridge.BridgeSettings;
import io.voxbus.hil.peer.GuardedBroker;
import io.voxbus.module.bridge.CommandSigning;
import io.voxbus.module.speech.SigningKeys;
import io.voxbus.proto.v1.CanBridgeCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what the service published, and signed, reaches the bus. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardedBridgeTest {
  private static final String TOPIC = "voxbus/car/can/command";

  private final GuardedBroker broker;
  private final CommandSigning signing;
  private final CommandSigning forger;
  private final Vertx vertx = Vertx.vertx();
  private final List<String> executed = new CopyOnWriteArrayList<>();
  private final VirtualCanBridge bridge;
  private int sound;

  GuardedBridgeTest(@TempDir Path folder) throws Exception {
    broker = GuardedBroker.start(folder);
    SigningKeys keys = broker.key("k1", "5c");
    signing = new CommandSigning(keys, "car");
    forger = new CommandSigning(broker.key("k1", "a7"), "car");
    BridgeSettings settings =
        new BridgeSettings(broker.address("bridge"), "voxbus/car", "vcan0", Commands.BOARD)
            .withKeys(keys);
    bridge =
        VirtualCanBridge.start(vertx, settings, (id, line) -> executed.add(id))
            .await(30, TimeUnit.SECONDS);
  }

  @AfterAll
  void stop() throws Exception {
    bridge.stop().await(30, TimeUnit.SECONDS);
    vertx.close().await(30, TimeUnit.SECONDS);
    broker.close();
  }

  @Test
  void aClientWithoutACertificateReachesNothing() throws Exception {
    assertNotEquals(0, broker.publishAnonymously(TOPIC, bytes(signing.sign(fresh("anonymous")))));
    assertOnlySoundCommandsAreCarriedOut();
  }

  @ParameterizedTest
  @ValueSource(strings = {"recogniser", "vehicle", "head-unit"})
  void aClientOfAnotherRoleReachesNothing(String role) throws Exception {
    assertEquals(0, broker.publish(role, TOPIC, bytes(signing.sign(fresh(role)))));
    assertOnlySoundCommandsAreCarriedOut();
  }

  @Test
  void anUnsignedCommandIsNotCarriedOut() throws Exception {
    assertEquals(0, broker.publish("service", TOPIC, bytes(fresh("unsigned"))));
    assertOnlySoundCommandsAreCarriedOut();
  }

  @Test
  void aForgedCommandIsNotCarriedOut() throws Exception {
    assertEquals(0, broker.publish("service", TOPIC, bytes(forger.sign(fresh("forged")))));
    assertOnlySoundCommandsAreCarriedOut();
  }

  @Test
  void anAlteredCommandIsNotCarriedOut() throws Exception {
    CanBridgeCommand altered = signing.sign(fresh("signed")).toBuilder().setId("altered").build();
    assertEquals(0, broker.publish("service", TOPIC, bytes(altered)));
    assertOnlySoundCommandsAreCarriedOut();
  }

  /** The broker and the bridge keep the order, so what came before would be on the bus by then. */
  private void assertOnlySoundCommandsAreCarriedOut() throws Exception {
    String id = "sound-" + sound++;
    assertEquals(0, broker.publish("service", TOPIC, bytes(signing.sign(fresh(id)))));
    await().until(() -> executed.contains(id));
    assertTrue(executed.stream().allMatch(each -> each.startsWith("sound-")), executed::toString);
  }

  private static CanBridgeCommand fresh(String id) {
    long now = System.currentTimeMillis();
    return Commands.temperature(id).setIssuedAtMs(now).setExpiresAtMs(now + 60_000).build();
  }

  private static byte[] bytes(CanBridgeCommand command) {
    return command.toByteArray();
  }
}
