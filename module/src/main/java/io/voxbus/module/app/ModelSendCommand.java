package io.voxbus.module.app;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.BrokerSettings;
import io.voxbus.module.bridge.BrokerTimings;
import io.voxbus.module.bridge.Presence;
import io.voxbus.module.update.BundlePackage;
import io.voxbus.module.update.OfferedFile;
import io.voxbus.proto.v1.ModelProgress;
import io.voxbus.proto.v1.TransferState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code voxbus model send}: a bundle's file to a vehicle, over MQTT. */
@Command(
    name = "send",
    description =
        "Sends a signed bundle in chunks to the service of a vehicle, which installs it. A transfer that was cut off goes on"
            + " where it was when the same file is sent again. Exit code 1 when the vehicle does not take it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ModelSendCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "a file of 'voxbus model sign'")
  private Path file = Path.of("");

  @Mixin private final BrokerOptions broker = new BrokerOptions();

  @Option(
      names = "--vehicle",
      paramLabel = "NAME",
      description = "the vehicle's name in the topics (${DEFAULT-VALUE})")
  private String vehicle = ServiceConfiguration.DEFAULT_VEHICLE;

  @Option(
      names = "--prefix",
      paramLabel = "TOPIC",
      description = "what all topics begin with (${DEFAULT-VALUE})")
  private String prefix = ServiceConfiguration.DEFAULT_PREFIX;

  @Option(
      names = "--chunk",
      paramLabel = "BYTES",
      description = "the size of a chunk, 1024 to 262144 (${DEFAULT-VALUE})")
  private int chunk = 128 << 10;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      description = "give up when all has not arrived after so long (${DEFAULT-VALUE})")
  private int patience = 3600;

  ModelSendCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    requireSigned();
    OfferedFile offered = offered(Files.readAllBytes(file));
    Topics topics = topics();
    BrokerSettings settings = settings(topics);
    Vertx vertx = Vertx.vertx();
    try {
      Sending sending = new Sending(vertx, settings, topics);
      return tell(sending.send(offered));
    } finally {
      vertx.close().await();
    }
  }

  private void requireSigned() {
    try (BundlePackage carrier = BundlePackage.open(file)) {
      if (carrier.signature().isEmpty()) {
        throw new CommandException(file + " is not signed; sign it with 'voxbus model sign'");
      }
    }
  }

  private OfferedFile offered(byte[] content) {
    try {
      return new OfferedFile(file.getFileName().toString(), content, chunk);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--chunk: " + Mistakes.firstLine(e), e);
    }
  }

  private Topics topics() {
    try {
      return new Topics(prefix, vehicle);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), Mistakes.firstLine(e), e);
    }
  }

  private BrokerSettings settings(Topics topics) {
    try {
      return new BrokerSettings(
          broker.address(),
          "voxbus-model-" + vehicle,
          List.of(topics.modelProgress()),
          Duration.ofSeconds(10),
          BrokerTimings.STANDARD);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), Mistakes.firstLine(e), e);
    }
  }

  private int tell(ModelProgress last) {
    boolean installed = last.getState() == TransferState.TRANSFER_INSTALLED;
    if (installed) {
      terminal.out().println("installed; whether it takes over is said on the status topic");
    } else {
      terminal.err().printf("voxbus model send: not taken: %s%n", last.getReason());
    }
    return installed ? 0 : 1;
  }

  /** A connection for one file. */
  private final class Sending {
    private final Vertx vertx;
    private final BrokerSettings settings;
    private final Topics topics;

    Sending(Vertx vertx, BrokerSettings settings, Topics topics) {
      this.vertx = vertx;
      this.settings = settings;
      this.topics = topics;
    }

    ModelProgress send(OfferedFile offered) {
      Promise<ModelProgress> last = Promise.promise();
      vertx.getOrCreateContext().runOnContext(here -> begin(offered, last));
      try {
        return last.future().await(patience, TimeUnit.SECONDS);
      } catch (TimeoutException late) {
        throw new CommandException(
            "the vehicle did not take all of it within %d s; send it again to go on"
                .formatted(patience));
      }
    }

    private void begin(OfferedFile offered, Promise<ModelProgress> last) {
      BrokerConnection connection = new BrokerConnection(vertx, settings, presence(), new Random());
      BundleSender sender =
          new BundleSender(
              vertx,
              connection,
              topics,
              offered,
              Duration.ofSeconds(3),
              at -> say(at, offered.chunks()));
      connection
          .start(sender::take)
          .compose(online -> sender.send())
          .onComplete(ended -> connection.stop().onComplete(gone -> last.handle(ended)));
    }

    private Presence presence() {
      return new Presence(
          topics.modelSender(),
          () -> Buffer.buffer("online"),
          () -> Buffer.buffer("offline"),
          () -> Buffer.buffer("offline"));
    }

    private void say(int next, int chunks) {
      terminal.out().printf(Locale.ROOT, "chunk %d of %d%n", next + 1, chunks);
      terminal.out().flush();
    }
  }
}
