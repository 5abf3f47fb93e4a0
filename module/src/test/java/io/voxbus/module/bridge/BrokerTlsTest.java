package io.voxbus.module.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker that wants a certificate, and is called as localhost. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerTlsTest {
  /** The first handshake of a process takes its time on a busy machine. */
  private static final BrokerTimings PATIENT =
      new BrokerTimings(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofMillis(50),
          Duration.ofMillis(500));

  private final Vertx vertx = Vertx.vertx();
  private final Path folder;
  private Certificates ours = new Certificates(Path.of(""));
  private Certificates strangers = ours;
  private Optional<FaultEndpoint> endpoint = Optional.empty();

  BrokerTlsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  void listen() throws Exception {
    ours = Certificates.make(folder.resolve("ours"), "localhost");
    strangers = Certificates.make(folder.resolve("strangers"), "localhost");
    MqttServerOptions options = new MqttServerOptions().setPort(0);
    options
        .setSsl(true)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertPath(ours.certificate("broker").toString())
                .setKeyPath(ours.key("broker").toString()))
        .setTrustOptions(new PemTrustOptions().addCertPath(ours.authority().toString()));
    options.setClientAuth(ClientAuth.REQUIRED);
    endpoint = Optional.of(FaultEndpoint.listen(vertx, options));
  }

  @AfterAll
  void close() throws Exception {
    if (endpoint.isPresent()) {
      endpoint.get().close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void clientWithACertificateConnects() throws Exception {
    BrokerLink link = open("localhost", identified(ours, "service"));
    boolean sessionPresent = link.ready().await(30, TimeUnit.SECONDS);
    assertFalse(sessionPresent);
    link.disconnect();
  }

  @Test
  void clientWithoutACertificateIsTurnedAway() throws Exception {
    assertLost("certificate", "localhost", BrokerTls.trusting(ours.authority()));
  }

  @Test
  void clientWithACertificateOfAnotherAuthorityIsTurnedAway() throws Exception {
    BrokerTls stranger =
        BrokerTls.trusting(ours.authority())
            .identifiedBy(strangers.certificate("service"), strangers.key("service"));
    assertLost("certificate", "localhost", stranger);
  }

  @Test
  void brokerOfAnotherAuthorityIsNotTrusted() throws Exception {
    BrokerTls deceived =
        BrokerTls.trusting(strangers.authority())
            .identifiedBy(ours.certificate("service"), ours.key("service"));
    assertLost("trust anchors", "localhost", deceived);
  }

  @Test
  void brokerWhoseCertificateIsMadeOutToAnotherHostIsNotTrusted() throws Exception {
    assertLost("127.0.0.1", "127.0.0.1", identified(ours, "service"));
  }

  @Test
  void fileThatIsMissingIsNamed() {
    Path missing = folder.resolve("missing");
    assertRefused("--ca: there is no " + missing, () -> BrokerTls.trusting(missing));
    assertRefused(
        "--cert: there is no " + missing,
        () -> trusting().identifiedBy(missing, ours.key("service")));
    assertRefused(
        "there is no " + missing,
        () -> trusting().identifiedBy(ours.certificate("service"), missing));
  }

  @Test
  void fileWithoutACertificateIsNamed() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "-----BEGIN CERTIFICATE-----\nnone\n");
    String mend = " holds no certificate in PEM; one begins with -----BEGIN CERTIFICATE-----";
    assertRefused("--ca " + empty + mend, () -> BrokerTls.trusting(empty));
    Path key = ours.key("service");
    assertRefused("--cert " + key + mend, () -> trusting().identifiedBy(key, key));
  }

  @Test
  void keyInAnotherFormIsNamedWithTheCommandThatConvertsIt() throws IOException {
    Path old = Files.writeString(folder.resolve("old"), "-----BEGIN EC PRIVATE KEY-----\n");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-------"));
    assertRefused(
        "--key "
            + old
            + " is no unencrypted PKCS #8 key of RSA or EC in PEM; openssl pkcs8 -topk8 -nocrypt"
            + " -in "
            + old
            + " makes one",
        () -> trusting().identifiedBy(ours.certificate("service"), old));
  }

  /** Told when it is given, not each time that the broker is tried. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----END PRIVATE KEY-----",
        "AAAA\n-----END PRIVATE KEY-----",
        "A\n-----END PRIVATE KEY-----",
        "!\n-----END PRIVATE KEY-----"
      })
  void keyThatCannotBeReadIsRefused(String content) throws IOException {
    Path broken = Files.writeString(folder.resolve("key"), "-----BEGIN PRIVATE KEY-----" + content);
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rw-------"));
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> trusting().identifiedBy(ours.certificate("service"), broken));
    assertTrue(String.valueOf(refusal.getMessage()).contains("no unencrypted PKCS #8 key"));
  }

  @Test
  void keyThatEverybodyMayReadIsRefused() throws IOException {
    Path open = Files.copy(ours.key("service"), folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    assertRefused(
        open + " holds a secret and is open to others; run chmod 600 " + open,
        () -> trusting().identifiedBy(ours.certificate("service"), open));
  }

  @Test
  void addressWithCertificatesTellsNothingOfThem() {
    BrokerAddress address =
        BrokerAddress.parse("mqtts://broker", Optional.of(identified(ours, "service")));
    assertEquals("mqtts://broker:8883", address.toString());
  }

  @Test
  void certificatesForAnAddressInTheClearAreRefused() {
    assertRefused(
        "mqtt://broker is in the clear and needs no certificates; write mqtts://host:port to use"
            + " them",
        () -> BrokerAddress.parse("mqtt://broker", Optional.of(trusting())));
  }

  private void assertLost(String reason, String host, BrokerTls tls) throws Exception {
    BrokerLink link = open(host, tls);
    BrokerLink.LinkLoss loss = link.lost().await(30, TimeUnit.SECONDS);
    assertTrue(loss.reason().startsWith("TLS: "), loss.reason());
    assertTrue(loss.reason().contains(reason), loss.reason());
    assertFalse(link.ready().succeeded());
  }

  private BrokerLink open(String host, BrokerTls tls) throws Exception {
    BrokerAddress here = endpoint.orElseThrow().address();
    BrokerSettings settings =
        new BrokerSettings(
            new BrokerAddress(host, here.port(), Optional.of(tls)),
            "me",
            List.of("in"),
            Duration.ofSeconds(10),
            PATIENT);
    OutboundMessage will = new OutboundMessage("status", Buffer.buffer("lost"), true);
    BrokerLink.Start start = new BrokerLink.Start(will, false, settings.topics(), message -> {});
    return BrokerLink.open(vertx, settings, start, Moment::now);
  }

  private BrokerTls trusting() {
    return BrokerTls.trusting(ours.authority());
  }

  private static BrokerTls identified(Certificates by, String role) {
    return BrokerTls.trusting(by.authority()).identifiedBy(by.certificate(role), by.key(role));
  }

  private static void assertRefused(String message, Executable attempt) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, attempt).getMessage());
  }
}
