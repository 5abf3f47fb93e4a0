package io.voxbus.module.app;

import io.voxbus.module.update.ModelStore;
import io.voxbus.proto.v1.ModelPlace;
import io.voxbus.proto.v1.ModelStoreState;
import io.voxbus.proto.v1.ModelUpdate;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code voxbus model list}: what a folder of models holds. */
@Command(
    name = "list",
    description = "Shows which bundles a folder of models has, and what became of the last update.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ModelListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ModelsOption models = new ModelsOption();

  ModelListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ModelStore store = models.store();
    ModelStoreState state = store.state();
    show("active", store, state.getActive());
    show("previous", store, state.getPrevious());
    if (state.getPending() != ModelPlace.PLACE_BUILT_IN) {
      show("pending", store, state.getPending());
    }
    say("counter", "%d".formatted(state.getRollbackCounter()));
    if (state.hasUpdate()) {
      show(state.getUpdate());
    }
    return 0;
  }

  private void show(String what, ModelStore store, ModelPlace place) {
    say(what, "%s in %s".formatted(store.places().id(place), store.places().folder(place)));
  }

  private void show(ModelUpdate update) {
    String result = update.getResult().name().replace("UPDATE_", "").toLowerCase(Locale.ROOT);
    say(
        "update",
        "%s %s at %s%s"
            .formatted(
                update.getBundle(),
                result.replace('_', ' '),
                Instant.ofEpochMilli(update.getAtMs()),
                update.getReason().isEmpty() ? "" : ": " + update.getReason()));
  }

  private void say(String what, String text) {
    terminal.out().printf("%-9s %s%n", what, text);
  }
}
