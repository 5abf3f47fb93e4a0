package io.voxbus.module.app;

import io.voxbus.module.observe.HttpAddress;
import io.voxbus.module.observe.Observation;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how the service can be watched; all is off unless it is asked for. */
final class WatchOptions {
  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      description =
          "answer /healthz, /readyz and /metrics there, for example at 127.0.0.1:9464 (nowhere)")
  private Optional<String> http = Optional.empty();

  @Option(
      names = "--flight-recorder",
      paramLabel = "N",
      description =
          "keep what became of the last N commands, without what was said: for /flight-recorder,"
              + " and for flight-recorder.jsonl in the --state folder at the end and after a fault"
              + " (${DEFAULT-VALUE}, none)")
  private int recorded;

  @Option(names = "--flight-recorder-arguments", description = "keep the commands' arguments, too")
  private boolean arguments;

  /**
   * Where health and metrics can be read; empty for nowhere.
   *
   * @throws IllegalArgumentException when it is no address; says which
   */
  Optional<HttpAddress> http() {
    return http.map(HttpAddress::parse);
  }

  /**
   * What is noted.
   *
   * @param somewhere whether there is a folder where it can be written
   * @throws IllegalArgumentException when it could never be read, or is too much
   */
  Observation observation(boolean somewhere) {
    if (recorded > 0 && !somewhere && http.isEmpty()) {
      throw new IllegalArgumentException(
          "--flight-recorder needs --state DIR or --http HOST:PORT, else nobody can read it");
    }
    if (arguments && recorded == 0) {
      throw new IllegalArgumentException("--flight-recorder-arguments needs --flight-recorder N");
    }
    return Observation.metricsOnly(ResidentMemory::bytes).recording(recorded, arguments);
  }
}
