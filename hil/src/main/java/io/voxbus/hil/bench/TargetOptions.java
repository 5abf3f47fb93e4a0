package io.voxbus.hil.bench;

import io.voxbus.hil.run.DeviceFiles;
import io.voxbus.module.app.Home;
import io.voxbus.module.app.ModelOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a command of the bench is to drive: {@code --target}, {@code --board}, {@code --model}. */
final class TargetOptions {
  @Mixin private final ModelOption model = new ModelOption();

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "virtual or a broker's address, mqtt://host:port[/VEHICLE] (virtual)")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--board",
      paramLabel = "DIR",
      description = "the board's folder (the virtual board that comes with Voxbus)")
  private Optional<Path> board = Optional.empty();

  @Option(
      names = "--reference",
      paramLabel = "DIR",
      description = "read and judge frames by this board instead of the device's own")
  private Optional<Path> reference = Optional.empty();

  /**
   * All targets that are named; virtual when none is.
   *
   * @throws picocli.CommandLine.ParameterException for one that cannot be
   */
  List<Target> all(Guard guard) {
    try {
      return (targets.isEmpty() ? List.of("virtual") : targets)
          .stream().map(Target::parse).toList();
    } catch (IllegalArgumentException mistake) {
      throw guard.wrong(String.valueOf(mistake.getMessage()));
    }
  }

  /**
   * The target, for a command that drives one.
   *
   * @throws picocli.CommandLine.ParameterException for several, or one that cannot be
   */
  Target one(Guard guard) {
    List<Target> all = all(guard);
    if (all.size() > 1) {
      throw guard.wrong("name one --target only");
    }
    return all.get(0);
  }

  /** The folders of board and model. */
  DeviceFiles files() {
    Path folder = board.orElseGet(() -> Home.folder().resolve("board-configs/virtual"));
    return new DeviceFiles(folder, reference.orElse(folder), model.folder());
  }
}
