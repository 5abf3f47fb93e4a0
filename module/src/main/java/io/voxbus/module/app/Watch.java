package io.voxbus.module.app;

import io.vertx.core.Vertx;
import io.voxbus.module.observe.Observation;
import io.voxbus.module.observe.Observatory;
import io.voxbus.module.observe.Redacted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches a service from before it begins until after it has ended. */
final class Watch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final String FILE = "flight-recorder.jsonl";

  /** Faults that come in a row are in the file of the next one, or of the end. */
  private static final Duration BETWEEN_FAULTS = Duration.ofSeconds(10);

  private final Observation observation;
  private final Optional<Observatory> observatory;
  private final Optional<Path> file;
  private Optional<Long> savedNanos = Optional.empty();

  private Watch(Observation observation, Optional<Observatory> observatory, Optional<Path> file) {
    this.observation = observation;
    this.observatory = observatory;
    this.file = file;
  }

  /**
   * Begins to watch.
   *
   * @param options what is to be seen, and where
   * @param state the folder for what must outlive the process
   * @throws IllegalArgumentException when an option has an impossible value, or nothing can listen
   *     there
   */
  static Watch open(WatchOptions options, Optional<Path> state) {
    Observation observation = options.observation(state.isPresent());
    return new Watch(
        observation,
        options.http().map(address -> Observatory.open(address, observation)),
        state.filter(folder -> observation.recorder().isOn()).map(folder -> folder.resolve(FILE)));
  }

  Observation observation() {
    return observation;
  }

  /** Notes the faults on these event loops that nobody handles; the service goes on. */
  void faultsOf(Vertx vertx) {
    vertx.exceptionHandler(this::fault);
  }

  /** From now on there is a service to be asked. */
  void service(VoxbusService service) {
    observatory.ifPresent(open -> open.watch(service.probes()));
  }

  /** Writes the flight recorder down, unless it would put nothing in the place of something. */
  void save() {
    file.filter(to -> !observation.recorder().lines().isEmpty()).ifPresent(this::save);
  }

  @Override
  public void close() {
    observatory.ifPresent(Observatory::close);
  }

  private synchronized void fault(Throwable fault) {
    log.error("a fault that nobody handled", Redacted.of(fault));
    observation.recorder().fault(fault);
    long now = System.nanoTime();
    if (savedNanos.filter(last -> now - last < BETWEEN_FAULTS.toNanos()).isEmpty()) {
      savedNanos = Optional.of(now);
      save();
    }
  }

  private void save(Path to) {
    try {
      observation.recorder().write(to);
    } catch (IOException e) {
      log.warn("the flight recorder could not be written: {}", e.toString());
    }
  }
}
