package io.voxbus.module.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxbus.module.bridge.BrokerAddress;
import io.voxbus.module.resolve.TinyBundle;
import io.voxbus.module.speech.SpeechLimits;
import io.voxbus.module.update.HaltingDisk;
import io.voxbus.module.update.ReleaseKeys;
import io.voxbus.vehicle.Catalogue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The main class of a process that is the service as {@code voxbus serve} begins it, with the tiny
 * model, and waits to be killed before a step on its folder of models.
 *
 * <p>Each line that it reads is how many steps are done from then on; the first one begins the
 * service, and before it nothing of folders and broker is touched. It prints {@code ready} and its
 * model's id when transcripts are taken, {@code let} for each further line, and {@code halted}
 * before the step.
 */
public final class HaltingService {
  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final Path BOARD = Path.of("..", "board-configs", "virtual");
  private static final int THREADS = 1;

  /** Nothing is refused because the machine is slow: as too old, as too much, or as too late. */
  private static final ServiceLimits LIMITS =
      new ServiceLimits(
          SpeechLimits.STANDARD.withAge(Duration.ofMinutes(10)),
          ServiceLimits.STANDARD.broker(),
          10_000,
          ServiceLimits.STANDARD.dialogue(),
          new ServiceLimits.Rate(1_000_000, Duration.ofSeconds(10)),
          ServiceLimits.STANDARD.command(),
          Duration.ofSeconds(20),
          ServiceLimits.STANDARD.stop());

  private final ServiceConfiguration configuration;
  private final Vertx vertx = Vertx.vertx();
  private final CallPreparation board = CallPreparation.read(BOARD);

  private HaltingService(ServiceConfiguration configuration) {
    this.configuration = configuration;
  }

  /**
   * Runs until it is killed, or its input ends.
   *
   * @param args the broker's address, the folder of the journal, the folder of models, and the file
   *     of the keys that are trusted
   */
  public static void main(String... args) throws IOException {
    HaltingService service =
        new HaltingService(
            ServiceConfiguration.standard(BrokerAddress.parse(args[0]), BOARD, TinyBundle.folder())
                .withLimits(LIMITS)
                .withState(Path.of(args[1]))
                .withModels(Path.of(args[2]), Path.of(args[3])));
    service.getReady();
    BufferedReader wishes =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Optional<HaltingDisk> disk = Optional.empty();
    for (String line = wishes.readLine(); line != null; line = wishes.readLine()) {
      long steps = Long.parseLong(line);
      if (disk.isPresent()) {
        disk.get().let(steps);
        System.out.println("let");
      } else {
        disk = Optional.of(new HaltingDisk(steps, () -> System.out.println("halted")));
        service.begin(disk.get());
      }
    }
    Runtime.getRuntime().halt(0);
  }

  /** Loads the classes that a start needs, which takes most of its time. */
  private void getReady() {
    Understanding.load(TinyBundle.folder(), CATALOGUE, THREADS).release().run();
  }

  private void begin(HaltingDisk disk) {
    vertx
        .executeBlocking(() -> parts(disk))
        .compose(parts -> begin(parts))
        .onFailure(HaltingService::die);
  }

  private ServiceParts parts(HaltingDisk disk) {
    ServiceConfiguration.Models models = configuration.models().orElseThrow();
    ModelStart start =
        new ModelStart(
            disk.store(models.folder(), configuration.model(), CATALOGUE),
            ReleaseKeys.read(models.trust()),
            CATALOGUE,
            THREADS);
    return new ServiceParts(CATALOGUE, start.load(), board, Optional.of(start));
  }

  private Future<Void> begin(ServiceParts parts) {
    return VoxbusService.begin(vertx, configuration, parts)
        .compose(VoxbusService::online)
        .onSuccess(online -> System.out.println("ready " + parts.understanding().modelId()));
  }

  private static void die(Throwable cause) {
    cause.printStackTrace();
    Runtime.getRuntime().halt(1);
  }
}
