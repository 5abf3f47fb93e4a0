package io.voxbus.hil.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Options by which the Java of a child process finds, and leaves, its files where it is wanted. */
public final class Inherited {
  /** Where ONNX Runtime's libraries lie unpacked; it unpacks them at each start otherwise. */
  private static final String NATIVE = "onnxruntime.native.path";

  private Inherited() {}

  /**
   * @param temporary a folder that somebody deletes: a process that is killed leaves what it
   *     unpacked
   */
  public static List<String> options(Path temporary) {
    List<String> options = new ArrayList<>(List.of("-Djava.io.tmpdir=" + temporary));
    Optional.ofNullable(System.getProperty(NATIVE))
        .ifPresent(path -> options.add("-D%s=%s".formatted(NATIVE, path)));
    return options;
  }
}
