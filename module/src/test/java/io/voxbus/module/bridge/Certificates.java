package io.voxbus.module.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A folder as {@code board-configs/mosquitto/make-certificates} makes it. */
record Certificates(Path folder) {
  private static final String MAKER = "../board-configs/mosquitto/make-certificates";

  /** Makes the folder; skips the test where openssl is not installed, and fails it under CI. */
  static Certificates make(Path folder, String... names) throws IOException, InterruptedException {
    boolean possible =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "openssl")));
    assumeTrue(possible || "true".equals(System.getenv("CI")), "openssl is not installed");
    List<String> command = new ArrayList<>(List.of(MAKER, folder.toString()));
    command.addAll(List.of(names));
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    return new Certificates(folder);
  }

  Path authority() {
    return folder.resolve("ca.crt");
  }

  Path certificate(String role) {
    return folder.resolve(role + ".crt");
  }

  Path key(String role) {
    return folder.resolve(role + ".key");
  }
}
