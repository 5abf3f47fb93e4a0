package io.voxbus.hil.run;

import io.voxbus.module.app.Understanding;
import io.voxbus.module.app.UtteranceResolver;
import io.voxbus.vehicle.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A model that can be made to take longer. */
final class SlowableModel {
  private final Understanding quick;
  private volatile long delayNanos;

  private SlowableModel(Understanding quick) {
    this.quick = quick;
  }

  /**
   * Loads a model bundle.
   *
   * @param threads how many threads it uses, at least 1
   */
  static SlowableModel load(Path folder, int threads) {
    return new SlowableModel(Understanding.load(folder, Catalogue.standard(), threads));
  }

  /** From now on each text takes so much longer. */
  void delay(Duration by) {
    delayNanos = by.toNanos();
  }

  /** The model as the service uses it. */
  Understanding understanding() {
    UtteranceResolver slow =
        (text, context) -> {
          long until = System.nanoTime() + delayNanos;
          while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
          }
          return quick.resolver().resolve(text, context);
        };
    return new Understanding(
        slow, quick.thresholds(), quick.modelId(), quick.modelHash(), quick.release());
  }
}
