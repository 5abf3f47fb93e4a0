package io.voxbus.hil.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxbus.module.app.Version;
import io.voxbus.vehicle.Catalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What a run ran on and with, so that another can be compared with it. */
final class EnvironmentReport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private EnvironmentReport() {}

  static ObjectNode of(RunRecord run) throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("voxbus", new Version().getVersion()[0]);
    json.put("started", run.started().toString());
    host(json.putObject("host"));
    ObjectNode options = json.putObject("options");
    options.put("targets", String.join(" ", run.targets()));
    options.put("rounds", run.rounds());
    run.shuffle().ifPresent(seed -> options.put("shuffle", seed));
    json.put("catalogue_hash", Catalogue.standard().hash());
    ObjectNode devices = json.putObject("devices");
    run.devices()
        .forEach(
            (bench, device) -> {
              ObjectNode said = devices.putObject(bench);
              device.forEach(said::put);
            });
    files(json.putObject("board"), filesIn(run.board()));
    files(json.putObject("model"), filesIn(run.model()));
    files(
        json.putObject("scenarios"),
        run.results().stream().map(result -> result.scenario().file()).distinct().toList());
    return json;
  }

  private static void host(ObjectNode json) {
    json.put("name", name());
    json.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    json.put("architecture", System.getProperty("os.arch"));
    json.put("processors", Runtime.getRuntime().availableProcessors());
    json.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
  }

  /** The host's name; {@code unknown} when it has none. */
  static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** SHA-256 of each file. */
  private static void files(ObjectNode json, List<Path> files) throws IOException {
    for (Path file : files) {
      json.put(file.toString(), sha256(Files.readAllBytes(file)));
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
