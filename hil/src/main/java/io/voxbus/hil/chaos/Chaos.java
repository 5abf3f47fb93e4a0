package io.voxbus.hil.chaos;

import io.vertx.core.Vertx;
import io.voxbus.hil.process.Broker;
import io.voxbus.hil.process.BusEntry;
import io.voxbus.hil.process.Child;
import io.voxbus.hil.process.Part;
import io.voxbus.hil.process.ShiftedClock;
import io.voxbus.hil.vehicle.VirtualVehicle;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.Topics;
import io.voxbus.module.bridge.BrokerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One run: starts everything, disturbs it until all transcripts are answered, and counts.
 *
 * <p>The car drives and parks in turn. Sentences of all kinds are said, among them some that are
 * forbidden on the way. Each is said again under its id until it is answered, as a sender does that
 * must not lose one.
 */
final class Chaos implements AutoCloseable {
  /** How often an ack of the bridge goes wrong, for each way in which it can. */
  private static final String FAULTS = "0.03";

  private static final List<Disturbance> DISTURBANCES = List.of(Disturbance.values());
  private static final Duration PHASE = Duration.ofSeconds(10);

  private final Plan plan;
  private final Consumer<String> told;
  private final Random random;
  private final Vertx vertx = Vertx.vertx();
  private final Path state;
  private final Child broker;
  private final Child bridge;
  private final Child service;
  private final VirtualVehicle vehicle;
  private final Speaker speaker;
  private final Timeline timeline = new Timeline();
  private final FullDisk disk;

  /**
   * What is to be done.
   *
   * @param folder for everything that is written
   * @param mosquitto the broker's program
   * @param board the board's folder
   * @param model the model bundle's folder
   * @param transcripts how many are said
   * @param perSecond how many a second
   * @param disturbEvery the mean time between two disturbances
   * @param seed of the random choice
   */
  record Plan(
      Path folder,
      String mosquitto,
      Path board,
      Path model,
      int transcripts,
      int perSecond,
      Duration disturbEvery,
      long seed) {}

  private Chaos(Plan plan, Consumer<String> told) throws IOException {
    this.plan = plan;
    this.told = told;
    this.random = new Random(plan.seed());
    this.state = Files.createDirectories(plan.folder().resolve("state"));
    this.disk = FullDisk.on(state);
    int port = Broker.freePort();
    BrokerAddress address = BrokerAddress.parse("mqtt://127.0.0.1:" + port);
    this.broker = Broker.careful(plan.mosquitto(), port, plan.folder());
    String board = plan.board().toString();
    this.bridge =
        Child.start(
            Part.commandLine(
                plan.folder(),
                "bridge",
                address.toString(),
                board,
                state.toString(),
                busFile().toString(),
                FAULTS),
            plan.folder().resolve("bridge.log"));
    this.service =
        Child.start(
            Part.commandLine(
                plan.folder(),
                "service",
                address.toString(),
                board,
                state.toString(),
                plan.model().toString()),
            plan.folder().resolve("service.log"));
    Topics topics = new Topics(ServiceConfiguration.DEFAULT_PREFIX, Part.VEHICLE);
    this.vehicle =
        VirtualVehicle.start(vertx, address, topics.prefix() + "/" + Part.VEHICLE).await();
    this.speaker = Speaker.connect(vertx, address, topics).await();
  }

  /**
   * Runs.
   *
   * @param told hears of the progress
   * @return what was counted
   */
  static Findings run(Plan plan, Consumer<String> told) throws IOException, InterruptedException {
    try (Chaos chaos = new Chaos(plan, told)) {
      chaos.disturbUntilAnswered();
      return chaos.findings();
    }
  }

  private void disturbUntilAnswered() throws IOException, InterruptedException {
    timeline.parked();
    speaker.begin(plan.transcripts(), plan.perSecond());
    long phaseEnds = System.nanoTime() + PHASE.toNanos();
    long disturbance = System.nanoTime() + pause();
    while (!speaker.isDone()) {
      Thread.sleep(100);
      long now = System.nanoTime();
      if (now >= phaseEnds) {
        turn();
        phaseEnds = now + PHASE.toNanos();
      }
      if (now >= disturbance && speaker.isTalking()) {
        disturb();
        disturbance = System.nanoTime() + pause();
      }
    }
  }

  private long pause() {
    return (long) (plan.disturbEvery().toNanos() * (0.5 + random.nextDouble()));
  }

  private void turn() {
    if (timeline.isDriving()) {
      vehicle.stand();
      timeline.parked();
    } else {
      timeline.driving();
      vehicle.drive(60);
    }
    told.accept(speaker.progress());
  }

  private void disturb() throws IOException, InterruptedException {
    Disturbance next = DISTURBANCES.get(random.nextInt(DISTURBANCES.size()));
    timeline.disturbed(next);
    switch (next) {
      case SERVICE_KILLED -> service.killAndRestart();
      case BRIDGE_KILLED -> bridge.killAndRestart();
      case BROKER_KILLED -> broker.killAndRestart();
      case BROKER_ENDED -> broker.endAndRestart();
      case SERVICE_AND_BRIDGE_KILLED -> {
        bridge.kill();
        service.killAndRestart();
        bridge.killAndRestart();
      }
      case CLOCK_FORWARD -> shiftClock(Duration.ofHours(1));
      case CLOCK_BACK -> shiftClock(Duration.ofHours(-1));
      case DISK_FULL -> disk.fillFor(Duration.ofSeconds(4), vertx);
    }
  }

  /** For three seconds; then it is right again. */
  private void shiftClock(Duration shift) throws IOException {
    Path file = state.resolve(ShiftedClock.FILE);
    ShiftedClock.shift(file, shift.toMillis());
    vertx.setTimer(
        3000,
        over -> {
          try {
            ShiftedClock.shift(file, 0);
          } catch (IOException e) {
            told.accept("the clock stays wrong: " + e.getMessage());
          }
        });
  }

  private Findings findings() throws IOException {
    return Findings.of(speaker, BusEntry.readAll(busFile()), timeline, disk.isReal());
  }

  private Path busFile() {
    return plan.folder().resolve("bus.tsv");
  }

  @Override
  public void close() {
    speaker.leave().await();
    vehicle.stop().await();
    service.kill();
    bridge.kill();
    broker.kill();
    vertx.close().await();
    disk.close();
  }
}
