package io.voxbus.module.app;

import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.bridge.BrokerTls;
import io.voxbus.module.ground.Hardware;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where the MQTT broker is, and what proves it and us. */
public final class BrokerOptions {
  @Option(
      names = "--broker",
      paramLabel = "URL",
      description =
          "the MQTT broker, mqtt://host:port or mqtts://host:port (the board's, else"
              + " mqtt://localhost:1883)")
  private Optional<String> broker = Optional.empty();

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "for mqtts: the certificate of the authority that signed the broker's, in PEM")
  private Optional<Path> ca = Optional.empty();

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "for mqtts: our own certificate, in PEM")
  private Optional<Path> certificate = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "for mqtts: the private key of our certificate, in PEM, unencrypted PKCS #8")
  private Optional<Path> key = Optional.empty();

  /**
   * The address, where no board says what to take if nothing was said.
   *
   * @throws IllegalArgumentException as {@link #address(Hardware)} does
   */
  public BrokerAddress address() {
    return address(Hardware.STANDARD);
  }

  /**
   * The address.
   *
   * @param hardware names the broker if no option does
   * @throws IllegalArgumentException when an option has an impossible value or lacks another, or a
   *     file cannot be used; says which, and the mend
   */
  public BrokerAddress address(Hardware hardware) {
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException(
          "--cert and --key belong together; give both, or neither for a broker that asks for none");
    }
    if (certificate.isPresent() && ca.isEmpty()) {
      throw new IllegalArgumentException(
          "--cert needs --ca FILE with the certificate of the authority that signed the broker's");
    }
    return BrokerAddress.parse(broker.orElse(hardware.broker()), ca.map(this::tls));
  }

  private BrokerTls tls(Path authority) {
    BrokerTls tls = BrokerTls.trusting(authority);
    return certificate.isPresent() && key.isPresent()
        ? tls.identifiedBy(certificate.get(), key.get())
        : tls;
  }
}
