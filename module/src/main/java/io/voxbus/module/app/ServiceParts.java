package io.voxbus.module.app;

import io.voxbus.module.ground.Board;
import io.voxbus.module.update.ModelStore;
import io.voxbus.module.update.ReleaseKeys;
import io.voxbus.vehicle.Catalogue;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What takes time to load, or fails when its files are bad.
 *
 * @param catalogue the vehicle functions
 * @param understanding the model
 * @param preparation the board
 * @param models the folder from which the model comes; empty where it is never exchanged
 */
record ServiceParts(
    Catalogue catalogue,
    Understanding understanding,
    CallPreparation preparation,
    Optional<ModelStart> models) {

  /** Parts whose model is never exchanged. */
  ServiceParts(Catalogue catalogue, Understanding understanding, CallPreparation preparation) {
    this(catalogue, understanding, preparation, Optional.empty());
  }

  /**
   * Loads board and model, beside each other.
   *
   * @throws io.voxbus.module.ground.BoardException when the board's files are missing or wrong
   * @throws io.voxbus.dbc.DbcException when its DBC file is
   * @throws io.voxbus.module.resolve.BundleException when the model must not be run
   * @throws io.voxbus.module.update.UpdateException when the trusted keys cannot be read
   */
  static ServiceParts load(ServiceConfiguration configuration) {
    Catalogue catalogue = Catalogue.standard();
    int threads = Board.read(configuration.board()).hardware().threads();
    CompletableFuture<CallPreparation> preparation =
        CompletableFuture.supplyAsync(() -> CallPreparation.read(configuration.board()));
    Optional<ModelStart> models =
        configuration.models().map(chosen -> start(configuration, chosen, catalogue, threads));
    Understanding understanding =
        models
            .map(ModelStart::load)
            .orElseGet(() -> Understanding.load(configuration.model(), catalogue, threads));
    return new ServiceParts(catalogue, understanding, read(preparation, understanding), models);
  }

  private static CallPreparation read(
      CompletableFuture<CallPreparation> preparation, Understanding understanding) {
    try {
      return preparation.join();
    } catch (CompletionException e) {
      understanding.release().run();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static ModelStart start(
      ServiceConfiguration configuration,
      ServiceConfiguration.Models chosen,
      Catalogue catalogue,
      int threads) {
    ReleaseKeys trusted = ReleaseKeys.read(chosen.trust());
    return new ModelStart(
        ModelStore.openIfPossible(chosen.folder(), configuration.model(), catalogue),
        trusted,
        catalogue,
        threads);
  }
}
