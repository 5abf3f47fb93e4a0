package io.voxbus.hil.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * {@code mosquitto_sub} in a process of its own: keeps its session, and comes back by itself when
 * the broker does.
 */
public final class MosquittoSubscriber implements AutoCloseable {
  private final Path heard;
  private final Process process;
  private final List<String> credentials;

  /**
   * Subscribes with QoS 1; returns when the broker keeps messages for it.
   *
   * @param heard the file that takes what is heard
   */
  public MosquittoSubscriber(int port, String topic, Path heard)
      throws IOException, InterruptedException {
    this(port, topic, heard, List.of());
  }

  /** The same, with options that say who we are. */
  MosquittoSubscriber(int port, String topic, Path heard, List<String> credentials)
      throws IOException, InterruptedException {
    this.heard = heard;
    this.credentials = credentials;
    assertEquals(0, subscriber(port, topic, "-E").start().waitFor());
    this.process =
        subscriber(port, topic, "-F", "%x")
            .redirectOutput(heard.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  private ProcessBuilder subscriber(int port, String topic, String... more) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Mosquitto.tool("mosquitto_sub"), "-h", "127.0.0.1"));
    command.addAll(List.of("-p", Integer.toString(port), "-i", "observer", "-c", "-q", "1"));
    command.addAll(List.of("-t", topic));
    command.addAll(credentials);
    command.addAll(List.of(more));
    return new ProcessBuilder(command);
  }

  /** The payloads so far, in order. */
  public List<byte[]> payloads() {
    try {
      return Files.readString(heard).lines().map(HexFormat.of()::parseHex).toList();
    } catch (IOException | IllegalArgumentException halfWritten) {
      return List.of();
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
