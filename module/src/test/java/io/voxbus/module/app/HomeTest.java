package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir private Path folder;

  @Test
  void a_folder_without_a_model_above_it_has_no_home() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a/b"));
    assertEquals(Optional.empty(), Home.above(deep));
  }

  @Test
  void the_nearest_folder_above_with_a_model_is_home() throws IOException {
    Files.createDirectories(folder.resolve("module/model"));
    Files.createDirectories(folder.resolve("a/module/model"));
    Path deep = Files.createDirectories(folder.resolve("a/b/c"));
    assertEquals(Optional.of(folder.resolve("a")), Home.above(deep));
  }
}
