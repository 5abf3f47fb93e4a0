package io.voxbus.module.app;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.voxbus.dbc.DbcException;
import io.voxbus.module.ground.BoardException;
import io.voxbus.module.ground.Hardware;
import io.voxbus.module.journal.JournalException;
import io.voxbus.module.observe.Redacted;
import io.voxbus.module.resolve.BundleException;
import io.voxbus.module.resolve.ModuleVersion;
import io.voxbus.module.update.UpdateException;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code voxbus serve}: the service, until SIGTERM. */
@Command(
    name = "serve",
    description = {
      "Takes transcripts from an MQTT broker, and publishes commands for the CAN bridge and"
          + " responses. Prints one line when it is ready; waits for a broker that is away; ends in"
          + " an orderly way on SIGTERM.",
      "",
      "Topics: PREFIX/VEHICLE/transcript, transcript/json, response, response/json, can/command,"
          + " can/ack, vehicle-state, status; with --models also model/offer, model/chunk,"
          + " model/progress."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

  private final Terminal terminal;
  private final Supplier<Termination> terminations;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final ModelOption model = new ModelOption();
  @Mixin private final ServeOptions options = new ServeOptions();
  @Mixin private final WatchOptions watching = new WatchOptions();
  @Mixin private final LogOptions logs = new LogOptions();

  /**
   * @param terminal where "ready" is said
   * @param terminations makes the wish that ends the service, when it has begun
   */
  ServeCommand(Terminal terminal, Supplier<Termination> terminations) {
    this.terminal = terminal;
    this.terminations = terminations;
  }

  @Override
  public Integer call() {
    logs.apply();
    ServiceConfiguration configuration = configuration();
    try (Watch watch = watch(configuration)) {
      return serve(configuration, parts(configuration), watch);
    }
  }

  private Watch watch(ServiceConfiguration configuration) {
    try {
      return Watch.open(watching, configuration.state());
    } catch (IllegalArgumentException e) {
      throw mistake(e);
    }
  }

  private ServiceConfiguration configuration() {
    try {
      return options.configuration(model.folder());
    } catch (IllegalArgumentException | BoardException e) {
      throw mistake(e);
    }
  }

  private ServiceParts parts(ServiceConfiguration configuration) {
    try {
      return ServiceParts.load(configuration);
    } catch (BoardException | DbcException | BundleException | UpdateException e) {
      throw mistake(e);
    }
  }

  private int serve(ServiceConfiguration configuration, ServiceParts parts, Watch watch) {
    Termination termination = terminations.get();
    Vertx vertx = Vertx.vertx(small());
    watch.faultsOf(vertx);
    try {
      VoxbusService service =
          VoxbusService.begin(vertx, configuration, parts, watch.observation()).await();
      watch.service(service);
      service.online().onSuccess(online -> ready(configuration, parts));
      service.unrecoverable().onSuccess(fault -> giveUp(fault, termination));
      int code = termination.await();
      watch.save(); // the end may take longer than the process is given
      service.stop().await();
      return code;
    } catch (JournalException e) {
      throw mistake(e);
    } finally {
      vertx.close().await();
      watch.save();
      termination.done();
    }
  }

  private static void giveUp(Throwable fault, Termination termination) {
    log.error(
        "the model fails at everything, and there is none before it; ending, to be started anew",
        Redacted.of(fault));
    termination.fault();
  }

  private void ready(ServiceConfiguration configuration, ServiceParts parts) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "ready after %.2f s: voxbus %s, board %s, model %s, vehicle %s at %s%n",
            ProcessAge.now().toMillis() / 1e3,
            ModuleVersion.current(),
            parts.preparation().board(),
            parts.understanding().modelId(),
            configuration.topics().vehicle(),
            configuration.broker());
    terminal.out().flush();
    warnOfMemory(parts.preparation().hardware());
  }

  private static void warnOfMemory(Hardware hardware) {
    try {
      ResidentMemory.kibibytes()
          .map(kibibytes -> kibibytes / 1024)
          .filter(taken -> taken > hardware.memoryMb())
          .ifPresent(
              taken ->
                  log.warn(
                      "takes {} MiB of memory, the board grants {}", taken, hardware.memoryMb()));
    } catch (IOException unknown) {
      log.debug("how much memory is taken is not known", unknown);
    }
  }

  /**
   * One event loop is enough for one vehicle, and nothing is read from the class path by Vert.x.
   */
  private static VertxOptions small() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(2)
        .setInternalBlockingPoolSize(2)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setClassPathResolvingEnabled(false)
                .setFileCachingEnabled(false));
  }

  private ParameterException mistake(RuntimeException cause) {
    return new ParameterException(spec.commandLine(), Mistakes.firstLine(cause), cause);
  }
}
