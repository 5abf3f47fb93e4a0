package io.voxbus.module.app;

import io.voxbus.module.update.ModelStore;
import io.voxbus.proto.v1.ModelPlace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code voxbus model rollback}: back to the bundle before. */
@Command(
    name = "rollback",
    description =
        "Makes the bundle before the active one again, or the one that comes with Voxbus where there is none. A service that runs"
            + " on the folder follows within a second. The rollback counter stays.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ModelRollbackCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ModelsOption models = new ModelsOption();

  ModelRollbackCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ModelStore store = models.store();
    if (store.state().getActive() == ModelPlace.PLACE_BUILT_IN) {
      throw new CommandException(
          "the bundle that comes with Voxbus is active, and there is none before it");
    }
    ModelPlace active = store.fallBack("asked for");
    terminal.out().printf("active  bundle %s%n", store.places().id(active));
    return 0;
  }
}
