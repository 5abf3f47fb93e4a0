package io.voxbus.module.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxbus.module.observe.Observation;
import io.voxbus.module.observe.Probes;
import io.voxbus.vehicle.Catalogue;
import java.time.InstantSource;
import java.util.Map;

/** A running service: transcripts in from the broker, commands and responses out. */
public final class VoxbusService {
  private final Vertx vertx;
  private final String deployment;
  private final ServiceVerticle verticle;

  private VoxbusService(Vertx vertx, String deployment, ServiceVerticle verticle) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.verticle = verticle;
  }

  /**
   * Starts a service.
   *
   * @param vertx where it runs
   * @param configuration what it needs to know
   * @return completes when it is online. Fails with {@link io.voxbus.module.ground.BoardException},
   *     {@link io.voxbus.dbc.DbcException} or {@link io.voxbus.module.resolve.BundleException} for
   *     files that cannot be used; a broker that is away does not fail it
   */
  public static Future<VoxbusService> start(Vertx vertx, ServiceConfiguration configuration) {
    return start(vertx, configuration, InstantSource.system());
  }

  /**
   * Starts a service with a clock of its own, as a bench needs one to put forward and back.
   *
   * @param vertx where it runs
   * @param configuration what it needs to know
   * @param clock the time of day
   * @return completes when it is online; fails as {@link #start(Vertx, ServiceConfiguration)} does
   */
  public static Future<VoxbusService> start(
      Vertx vertx, ServiceConfiguration configuration, InstantSource clock) {
    return vertx
        .executeBlocking(() -> ServiceParts.load(configuration))
        .map(
            parts -> new ServiceVerticle(configuration, parts, ResidentMemory.observation(), clock))
        .compose(verticle -> begin(vertx, verticle))
        .compose(service -> service.online().map(service));
  }

  /**
   * Starts a service that understands language in a way of its own; the configured model is not
   * read.
   *
   * @param vertx where it runs
   * @param configuration what it needs to know
   * @param understanding released when the service stops
   * @return completes when it is online; fails as {@link #start(Vertx, ServiceConfiguration)} does
   */
  public static Future<VoxbusService> start(
      Vertx vertx, ServiceConfiguration configuration, Understanding understanding) {
    return vertx
        .executeBlocking(() -> CallPreparation.read(configuration.board()))
        .map(board -> new ServiceParts(Catalogue.standard(), understanding, board))
        .compose(parts -> begin(vertx, configuration, parts))
        .compose(service -> service.online().map(service));
  }

  /** Starts a service of these parts; completes before it is online. */
  static Future<VoxbusService> begin(
      Vertx vertx, ServiceConfiguration configuration, ServiceParts parts) {
    return begin(vertx, configuration, parts, ResidentMemory.observation());
  }

  /**
   * Starts a service of these parts, watched by this observation; completes before it is online.
   */
  static Future<VoxbusService> begin(
      Vertx vertx,
      ServiceConfiguration configuration,
      ServiceParts parts,
      Observation observation) {
    return begin(
        vertx, new ServiceVerticle(configuration, parts, observation, InstantSource.system()));
  }

  private static Future<VoxbusService> begin(Vertx vertx, ServiceVerticle verticle) {
    return vertx
        .deployVerticle(verticle)
        .map(deployment -> new VoxbusService(vertx, deployment, verticle));
  }

  /** Completes when transcripts are taken for the first time. */
  public Future<Void> online() {
    return verticle.online();
  }

  /** Completes with the fault after which the process is of no use, and is to be started anew. */
  Future<Throwable> unrecoverable() {
    return verticle.unrecoverable();
  }

  /** What was counted so far, by name. */
  public Map<String, Long> metrics() {
    return verticle.counts();
  }

  /** Questions that the service answers as long as it is well. */
  public Probes probes() {
    return verticle.probes();
  }

  /**
   * Takes no transcript any more, answers those that were taken, says that it goes, and goes.
   *
   * @return completes when the connection is closed
   */
  public Future<Void> stop() {
    return vertx.undeploy(deployment);
  }
}
