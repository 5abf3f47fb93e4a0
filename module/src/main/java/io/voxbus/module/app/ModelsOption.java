package io.voxbus.module.app;

import io.voxbus.module.update.ModelStore;
import io.voxbus.vehicle.Catalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option {@code --models}, for every command that works on a folder of models. */
final class ModelsOption {
  @Option(
      names = "--models",
      paramLabel = "DIR",
      required = true,
      description = "the folder of models on the data volume, as 'voxbus serve' has it")
  private Path folder = Path.of("");

  @Mixin private final ModelOption model = new ModelOption();

  /** The folder of models, made if it is not there. */
  ModelStore store() {
    return ModelStore.open(folder, model.folder(), Catalogue.standard());
  }

  /** The option {@code --base}, for a delta that is looked into. */
  static final class Bases {
    @Option(
        names = "--base",
        paramLabel = "DIR",
        description =
            "a folder with the bundle that a delta is against (the one that comes with Voxbus)")
    private List<Path> named = new ArrayList<>();

    /** Where a delta's base is looked for. */
    List<Path> folders() {
      return named.isEmpty() ? List.of(Home.model()) : named;
    }
  }
}
