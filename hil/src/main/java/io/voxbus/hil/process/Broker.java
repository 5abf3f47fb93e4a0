package io.voxbus.hil.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The broker mosquitto as a process of its own, on loopback, with persistence. */
public final class Broker {
  private Broker() {}

  /** Where the program is; Debian keeps daemons where only root's path looks. */
  public static Optional<String> find() {
    Stream<String> path = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"));
    return Stream.concat(path, Stream.of("/usr/sbin", "/usr/local/sbin"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "mosquitto"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A broker that loses nothing when it is killed: it writes each change down, which is slow. */
  public static Child careful(String mosquitto, int port, Path folder) throws IOException {
    return start(
        mosquitto,
        port,
        folder,
        """
        autosave_on_changes true
        autosave_interval 1
        max_queued_messages 0
        """);
  }

  /** A broker with the limits of {@code board-configs/mosquitto}. */
  public static Child asInTheCar(String mosquitto, int port, Path folder) throws IOException {
    return start(
        mosquitto,
        port,
        folder,
        """
        autosave_interval 30
        max_queued_messages 1000
        max_queued_bytes 8388608
        max_inflight_messages 100
        memory_limit 67108864
        """);
  }

  private static Child start(String mosquitto, int port, Path folder, String limits)
      throws IOException {
    Path configuration = folder.resolve("mosquitto.conf");
    Files.writeString(
        configuration,
        """
        listener %d 127.0.0.1
        allow_anonymous true
        user %s
        persistence true
        persistence_location %s/
        set_tcp_nodelay true
        log_dest none
        """
                .formatted(port, System.getProperty("user.name"), folder.toAbsolutePath())
            + limits);
    return Child.start(
        List.of(mosquitto, "-c", configuration.toString()), folder.resolve("mosquitto.log"));
  }
}
