package io.voxbus.hil.run;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.voxbus.hil.scenario.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A device under test with what belongs around it. Used by one thread at a time. */
public interface Bench extends AutoCloseable {
  /** Its name in reports, unique in a run. */
  String name();

  /** Whom to tell what is seen, from now on; called on any thread. */
  void watch(Consumer<Seen> watcher);

  /**
   * Publishes a message.
   *
   * @param topic below prefix and vehicle
   * @return completes when the broker has it
   */
  Future<Void> publish(String topic, Buffer payload, boolean retained);

  /** The vehicle's state changes; completes when it was told. */
  Future<Void> change(Map<String, String> values);

  /** Whether this bench can do it. */
  boolean offers(Fault fault);

  /**
   * Does it.
   *
   * @param by of a delay, how long; of anything else zero
   * @return completes when it is so
   */
  Future<Void> inject(Fault fault, Duration by);

  /** Undoes every fault, and the vehicle is parked as at the beginning. */
  Future<Void> restore();

  /** What is not as it should be, each a line; empty when the bench is well. */
  List<String> complaints();

  /** What the device under test said of itself, by name: version, model, catalogue, board. */
  Map<String, String> device();

  @Override
  void close();
}
