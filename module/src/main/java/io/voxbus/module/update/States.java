package io.voxbus.module.update;

import io.voxbus.proto.v1.ModelPlace;
import io.voxbus.proto.v1.ModelStoreState;
import io.voxbus.proto.v1.ModelUpdate;
import io.voxbus.proto.v1.UpdateResult;

/** How the state of a folder of models goes on. Nothing is read or written here. */
final class States {
  private States() {}

  /**
   * The folder that may be written into: neither active, nor, as long as there is a choice, the one
   * to go back to.
   */
  static ModelPlace free(ModelStoreState state) {
    if (state.getActive() == ModelPlace.PLACE_BUILT_IN) {
      return state.getPrevious() == ModelPlace.PLACE_A ? ModelPlace.PLACE_B : ModelPlace.PLACE_A;
    }
    return state.getActive() == ModelPlace.PLACE_A ? ModelPlace.PLACE_B : ModelPlace.PLACE_A;
  }

  /** Nobody goes to a folder any more. */
  static ModelStoreState without(ModelStoreState state, ModelPlace place) {
    ModelStoreState.Builder next = state.toBuilder();
    if (state.getPrevious() == place) {
      next.clearPrevious();
    }
    return state.getPending() == place ? next.clearPending().clearTrials().build() : next.build();
  }

  static ModelStoreState installed(ModelStoreState state, ModelPlace place, ModelUpdate update) {
    return state.toBuilder()
        .setPending(place)
        .clearTrials()
        .setUpdate(update.toBuilder().setResult(UpdateResult.UPDATE_INSTALLED))
        .build();
  }

  static ModelStoreState tried(ModelStoreState state) {
    return state.toBuilder().setTrials(state.getTrials() + 1).build();
  }

  static ModelStoreState rejected(ModelStoreState state, ModelUpdate update) {
    return state.toBuilder()
        .clearPending()
        .clearTrials()
        .setUpdate(update.toBuilder().setResult(UpdateResult.UPDATE_REJECTED))
        .build();
  }

  /** It is as if the process had been started with it, should it end the process soon. */
  static ModelStoreState takenOver(ModelStoreState state, long counter, ModelUpdate update) {
    return state.toBuilder()
        .setPrevious(state.getActive())
        .setActive(state.getPending())
        .clearPending()
        .clearTrials()
        .setStarts(1)
        .setRollbackCounter(Math.max(counter, state.getRollbackCounter()))
        .setUpdate(update.toBuilder().setResult(UpdateResult.UPDATE_TAKEN_OVER))
        .build();
  }

  static ModelStoreState fallenBack(ModelStoreState state, ModelUpdate update) {
    return state.toBuilder()
        .setActive(state.getPrevious())
        .clearPrevious()
        .setStarts(0)
        .setUpdate(update.toBuilder().setResult(UpdateResult.UPDATE_FALLEN_BACK))
        .build();
  }

  static ModelStoreState started(ModelStoreState state) {
    return state.toBuilder().setStarts(state.getStarts() + 1).build();
  }

  static ModelStoreState stayed(ModelStoreState state) {
    return state.toBuilder().setStarts(0).build();
  }
}
