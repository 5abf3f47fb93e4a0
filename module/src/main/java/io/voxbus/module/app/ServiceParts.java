package io.voxbus.module.app;

import io.voxbus.vehicle.Catalogue;

/**
 * What takes time to load, or fails when its files are bad.
 *
 * @param catalogue the vehicle functions
 * @param understanding the model
 * @param preparation the board
 */
record ServiceParts(Catalogue catalogue, Understanding understanding, CallPreparation preparation) {

  /**
   * Loads board and model.
   *
   * @throws io.voxbus.module.ground.BoardException when the board's files are missing or wrong
   * @throws io.voxbus.dbc.DbcException when its DBC file is
   * @throws io.voxbus.module.resolve.BundleException when the model must not be run
   */
  static ServiceParts load(ServiceConfiguration configuration) {
    Catalogue catalogue = Catalogue.standard();
    CallPreparation preparation = CallPreparation.read(configuration.board());
    return new ServiceParts(
        catalogue,
        Understanding.load(configuration.model(), catalogue, preparation.hardware().threads()),
        preparation);
  }
}
