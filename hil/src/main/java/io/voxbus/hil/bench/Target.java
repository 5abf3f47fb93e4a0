package io.voxbus.hil.bench;

import io.voxbus.hil.run.Bench;
import io.voxbus.hil.run.DeviceFiles;
import io.voxbus.hil.run.RemoteBench;
import io.voxbus.hil.run.VirtualBench;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.Topics;
import io.voxbus.module.bridge.BrokerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What scenarios are run against. */
public sealed interface Target {
  /** How it is written on the command line. */
  String words();

  /**
   * How its benches are begun.
   *
   * @param count how many are wanted at once
   */
  Stream<Supplier<Bench>> benches(int count, DeviceFiles files);

  /**
   * Reads {@code virtual} or a broker's address, with a vehicle's name as its path if that is not
   * {@code car}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static Target parse(String text) {
    if (text.equals("virtual")) {
      return new Virtual();
    }
    int path = text.indexOf('/', text.indexOf("://") + 3);
    boolean named = text.contains("://") && path > 0 && path < text.length() - 1;
    return new Rig(
        BrokerAddress.parse(named ? text.substring(0, path) : text),
        new Topics(
            ServiceConfiguration.DEFAULT_PREFIX,
            named ? text.substring(path + 1) : ServiceConfiguration.DEFAULT_VEHICLE));
  }

  /** Everything in this process. */
  record Virtual() implements Target {
    @Override
    public String words() {
      return "virtual";
    }

    @Override
    public Stream<Supplier<Bench>> benches(int count, DeviceFiles files) {
      return IntStream.rangeClosed(1, count)
          .mapToObj(number -> () -> VirtualBench.start("bench-" + number, files));
    }
  }

  /** A rig behind a broker. */
  record Rig(BrokerAddress broker, Topics topics) implements Target {
    @Override
    public String words() {
      return broker + "/" + topics.vehicle();
    }

    @Override
    public Stream<Supplier<Bench>> benches(int count, DeviceFiles files) {
      return Stream.of(() -> connect(files.reference()));
    }

    private Bench connect(Path reference) {
      try {
        return RemoteBench.connect(broker, topics, reference);
      } catch (TimeoutException away) {
        throw new UncheckedIOException(
            new IOException(
                words() + " cannot be reached; is the broker running, and the address right?",
                away));
      }
    }
  }
}
