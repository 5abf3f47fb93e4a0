package io.voxbus.module.app;

import io.voxbus.module.update.ModelStore;
import io.voxbus.module.update.ReleaseKeys;
import io.voxbus.vehicle.Catalogue;
import java.util.Optional;

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
   * Loads board and model.
   *
   * @throws io.voxbus.module.ground.BoardException when the board's files are missing or wrong
   * @throws io.voxbus.dbc.DbcException when its DBC file is
   * @throws io.voxbus.module.resolve.BundleException when the model must not be run
   * @throws io.voxbus.module.update.UpdateException when the trusted keys cannot be read
   */
  static ServiceParts load(ServiceConfiguration configuration) {
    Catalogue catalogue = Catalogue.standard();
    CallPreparation preparation = CallPreparation.read(configuration.board());
    int threads = preparation.hardware().threads();
    Optional<ModelStart> models =
        configuration.models().map(chosen -> start(configuration, chosen, catalogue, threads));
    Understanding understanding =
        models
            .map(ModelStart::load)
            .orElseGet(() -> Understanding.load(configuration.model(), catalogue, threads));
    return new ServiceParts(catalogue, understanding, preparation, models);
  }

  private static ModelStart start(
      ServiceConfiguration configuration,
      ServiceConfiguration.Models chosen,
      Catalogue catalogue,
      int threads) {
    ReleaseKeys trusted = ReleaseKeys.read(chosen.trust());
    return new ModelStart(
        ModelStore.open(chosen.folder(), configuration.model(), catalogue),
        trusted,
        catalogue,
        threads);
  }
}
