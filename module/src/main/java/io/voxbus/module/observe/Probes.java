package io.voxbus.module.observe;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Questions that a healthy service answers within moments; may be asked from any thread.
 *
 * @param load answered on the service's event loop
 * @param model answered on the thread that runs the model
 */
public record Probes(Supplier<Future<Load>> load, Supplier<Future<Void>> model) {}
