package io.voxbus.hil.faults;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A device with one fault.
 *
 * @param board the folder of its board
 * @param classes the folder of what goes before its other classes; empty where its code is sound
 */
record Mutant(Path board, Optional<Path> classes) {
  /** Where the board stands whose files may have faults, from Voxbus's folder on. */
  static final Path BOARD = Path.of("board-configs", "virtual");

  /**
   * Makes it; the original stays as it is.
   *
   * @param home Voxbus's folder
   * @param folder where its files go
   * @throws IOException when the fault cannot be put in, or what comes of it does not compile
   */
  static Mutant of(SeededFault fault, Path home, Path folder) throws IOException {
    Path changed = folder.resolve(fault.file());
    if (!fault.isInCode()) {
      copy(home.resolve(BOARD), folder.resolve(BOARD));
    }
    Files.createDirectories(changed.getParent());
    Files.writeString(changed, fault.apply(home));
    return fault.isInCode()
        ? new Mutant(home.resolve(BOARD), Optional.of(compiled(changed, folder.resolve("classes"))))
        : new Mutant(folder.resolve(BOARD), Optional.empty());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** Compiles one source against the classes of this process. */
  private static Path compiled(Path source, Path classes) throws IOException {
    JavaCompiler compiler =
        Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
            .orElseThrow(() -> new IOException("faults in code need a JDK; this is a JRE"));
    Files.createDirectories(classes);
    StringWriter told = new StringWriter();
    List<String> options =
        List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classPath());
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean done =
          compiler
              .getTask(told, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      if (!done) {
        throw new IOException(source + " does not compile: " + told);
      }
    }
    return classes;
  }

  /** The class path of this device. */
  String path() {
    return classes.map(first -> first + System.getProperty("path.separator")).orElse("")
        + classPath();
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}
