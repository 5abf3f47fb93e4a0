package io.voxbus.module.app;

import io.voxbus.module.resolve.ModuleVersion;
import io.voxbus.proto.v1.ModuleStatus;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the service says of itself: versions, model and board as they are when it is asked.
 *
 * @param parts the board and the catalogue
 * @param model what answers
 * @param updates what became of updates; empty where the model is never exchanged
 * @param startedAt in milliseconds since 1970
 */
record Identity(ServiceParts parts, LiveModel model, Optional<ModelUpdates> updates, long startedAt)
    implements Supplier<ModuleStatus> {

  @Override
  public ModuleStatus get() {
    Understanding answering = model.current();
    ModuleStatus.Builder status = ModuleStatus.newBuilder();
    updates.ifPresent(some -> some.describe(status));
    return status
        .setVersion(ModuleVersion.current().toString())
        .setModelId(answering.modelId())
        .setModelHash(answering.modelHash())
        .setCatalogueHash(parts.catalogue().hash())
        .setBoard(parts.preparation().board())
        .setStartedAtMs(startedAt)
        .build();
  }
}
