package io.voxbus.hil.demo;

import io.voxbus.hil.broker.BrokerException;
import io.voxbus.hil.broker.EmbeddedBroker;
import io.voxbus.module.app.CommandException;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Termination;
import io.voxbus.module.app.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code voxbus broker}: the embedded broker as a process of its own. */
@Command(
    name = "broker",
    description =
        "Runs the embedded MQTT broker, on loopback only and in memory only, until SIGTERM. It is"
            + " for trying things out, not for a vehicle.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BrokerCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "where to listen; 0 for any free port (${DEFAULT-VALUE})")
  private int port = 1883;

  BrokerCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Termination termination = Termination.bySignal();
    try (EmbeddedBroker broker = EmbeddedBroker.start(port)) {
      terminal.out().println("ready: broker at " + broker.uri());
      terminal.out().flush();
      termination.await();
    } catch (BrokerException refusal) {
      throw new CommandException(String.valueOf(refusal.getMessage()));
    } finally {
      termination.done();
    }
    return 0;
  }
}
