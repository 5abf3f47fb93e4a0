package io.voxbus.canbridge;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxbus.module.app.CommandException;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Termination;
import io.voxbus.module.app.Version;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code voxbus can-bridge}: the CAN bridge on a bus of the kernel's. */
@Command(
    name = "can-bridge",
    description =
        "Runs the CAN bridge against an MQTT broker until SIGTERM: checks each command, sends its"
            + " frames on an interface of SocketCAN, watches what the vehicle says, and acknowledges.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class SocketCanCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--interface",
      paramLabel = "NAME",
      required = true,
      description = "the network interface of the bus, for example can0")
  private String interfaceName = "";

  @Mixin private final BridgeOptions options = new BridgeOptions();

  /** A command that says on this terminal when it is ready. */
  public SocketCanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    BridgeSettings settings = settings();
    Vertx vertx = Vertx.vertx();
    try {
      run(vertx, settings);
    } catch (CanUnavailableException cause) {
      throw new CommandException(String.valueOf(cause.getMessage()));
    } finally {
      vertx.close().await();
    }
    return 0;
  }

  private void run(Vertx vertx, BridgeSettings settings) throws CanUnavailableException {
    CanBridge bridge = start(vertx, settings);
    Termination termination = Termination.bySignal();
    try {
      bridge.online().onSuccess(online -> terminal.err().println(ready(settings)));
      termination.await();
      bridge.stop().await();
    } finally {
      termination.done();
    }
  }

  /** All parts belong to one context. */
  private CanBridge start(Vertx vertx, BridgeSettings settings) throws CanUnavailableException {
    Promise<CanBridge> started = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            here -> {
              try {
                started.complete(open(vertx, settings));
              } catch (CanUnavailableException | RuntimeException failure) {
                started.fail(failure);
              }
            });
    return started.future().await();
  }

  private CanBridge open(Vertx vertx, BridgeSettings settings) throws CanUnavailableException {
    FeedbackWatch watch = new FeedbackWatch(vertx, settings.board());
    SocketCanPort port =
        SocketCanPort.open(vertx, settings.board().on(interfaceName), watch::heard);
    return CanBridge.of(
        vertx, settings, new CanBridge.Parts(port, watch, UnaryOperator.identity()));
  }

  private BridgeSettings settings() {
    try {
      return options.settings(Optional.of(interfaceName));
    } catch (IllegalArgumentException mistake) {
      throw new ParameterException(spec.commandLine(), mistake.getMessage(), mistake);
    }
  }

  private static String ready(BridgeSettings settings) {
    return "ready: bridge for %s at %s on %s"
        .formatted(settings.topics(), settings.broker(), settings.channel());
  }
}
