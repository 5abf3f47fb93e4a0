package io.voxbus.module.can;

import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.module.ground.Place;
import io.voxbus.module.interlock.Pass;
import java.util.List;
import java.util.Optional;

/** Says cleared calls as a signal tree does: for a data broker instead of a CAN bus. */
public final class VssEncoder {
  private final BoardMapping mapping;
  private final Place driver;

  /** An encoder for the calls of one board. */
  public VssEncoder(Board board, BoardMapping mapping) {
    this.mapping = mapping;
    this.driver = board.driver();
  }

  /** What a call sets; nothing where the tree has no actuator for it. */
  public List<VssSetting> settings(Pass pass) {
    Grounded grounded = pass.grounded();
    return Optional.ofNullable(mapping.functions().get(grounded.call().function().name()))
        .map(FunctionMapping::vss)
        .orElse(List.of())
        .stream()
        .flatMap(vss -> vss.settings(grounded, driver))
        .toList();
  }
}
