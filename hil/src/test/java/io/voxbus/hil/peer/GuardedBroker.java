package io.voxbus.hil.peer;

import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.BrokerTls;
import io.voxbus.module.speech.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mosquitto as {@code board-configs/mosquitto} configures it for the vehicle {@code car}. */
public final class GuardedBroker implements AutoCloseable {
  private final Mosquitto mosquitto;
  private final Path folder;
  private final Path certificates;

  private GuardedBroker(Mosquitto mosquitto, Path folder) {
    this.mosquitto = mosquitto;
    this.folder = folder;
    this.certificates = folder.resolve("certificates");
  }

  /** Starts it; skips the test where mosquitto or openssl is not installed. */
  public static GuardedBroker start(Path folder) throws IOException, InterruptedException {
    return new GuardedBroker(Mosquitto.guarded(folder), folder);
  }

  /** The broker's address for a client with the certificate of this role. */
  public BrokerAddress address(String role) {
    BrokerTls tls =
        BrokerTls.trusting(certificates.resolve("ca.crt"))
            .identifiedBy(certificates.resolve(role + ".crt"), certificates.resolve(role + ".key"));
    return new BrokerAddress("localhost", mosquitto.port(), Optional.of(tls));
  }

  /**
   * Publishes with QoS 1 as this role, by {@code mosquitto_pub}.
   *
   * @return its exit code: 0 when the broker said that it has the message, which it says of one
   *     that it drops, too
   */
  public int publish(String role, String topic, byte[] payload) throws Exception {
    return publish(identity(certificates, role), topic, payload);
  }

  /** The same, without a certificate. */
  public int publishAnonymously(String topic, byte[] payload) throws Exception {
    return publish(authority(), topic, payload);
  }

  /** The same, with a certificate for this role that another authority signed. */
  public int publishAsStranger(String role, String topic, byte[] payload) throws Exception {
    Path strangers = folder.resolve("strangers");
    Mosquitto.makeCertificates(strangers);
    return publish(identity(strangers, role), topic, payload);
  }

  /** Hears a topic as this role; nobody else may be connected in that role. */
  public MosquittoSubscriber subscribe(String role, String topic) throws Exception {
    return new MosquittoSubscriber(
        mosquitto.port(), topic, folder.resolve("heard-" + role), identity(certificates, role));
  }

  /**
   * A key of a new file.
   *
   * @param name the key's name
   * @param secret a byte of it, in two hexadecimal digits
   */
  public SigningKeys key(String name, String secret) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), name + " " + secret.repeat(32));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return SigningKeys.read(file);
  }

  @Override
  public void close() {
    mosquitto.close();
  }

  private int publish(List<String> credentials, String topic, byte[] payload) throws Exception {
    Path message = Files.write(folder.resolve("message"), payload);
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Mosquitto.tool("mosquitto_pub"), "-h", "localhost"));
    command.addAll(List.of("-p", Integer.toString(mosquitto.port()), "-q", "1", "-t", topic));
    command.addAll(List.of("-f", message.toString()));
    command.addAll(credentials);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private List<String> authority() {
    return List.of("--cafile", certificates.resolve("ca.crt").toString());
  }

  private List<String> identity(Path from, String role) {
    List<String> options = new ArrayList<>(authority());
    options.addAll(List.of("--cert", from.resolve(role + ".crt").toString()));
    options.addAll(List.of("--key", from.resolve(role + ".key").toString()));
    return options;
  }
}
