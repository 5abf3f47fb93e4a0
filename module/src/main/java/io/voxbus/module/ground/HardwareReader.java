package io.voxbus.module.ground;

import io.voxbus.module.ground.Hardware.CanInterface;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the section {@code hardware} of a board.
 *
 * @param parts its entries, by key
 */
record HardwareReader(Map<String, BoardPart> parts) {
  /** What Linux takes as a name of an interface. */
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9_.-]{1,15}");

  private static final List<String> KEYS =
      List.of("computer", "cores", "threads", "memory_mb", "can", "broker", "command_rate");

  Hardware read() {
    parts.forEach(HardwareReader::checkKey);
    Hardware standard = Hardware.STANDARD;
    int cores = whole("cores", 1, 64, standard.cores());
    return new Hardware(
        find("computer").map(BoardPart::text).orElse(standard.computer()),
        cores,
        whole("threads", 1, cores, standard.threads()),
        whole("memory_mb", 64, 1 << 20, standard.memoryMb()),
        find("can").map(HardwareReader::interfaces).orElse(standard.can()),
        find("broker").map(HardwareReader::broker).orElse(standard.broker()),
        whole("command_rate", 1, 10_000, standard.commandRate()));
  }

  private static void checkKey(String key, BoardPart part) {
    if (!KEYS.contains(key)) {
      throw part.refusal("this key is not known here", "allowed are " + String.join(", ", KEYS));
    }
  }

  private Optional<BoardPart> find(String key) {
    return Optional.ofNullable(parts.get(key));
  }

  private int whole(String key, int lowest, int highest, int standard) {
    return find(key).map(part -> part.whole(lowest, highest)).orElse(standard);
  }

  private static List<CanInterface> interfaces(BoardPart part) {
    List<CanInterface> interfaces =
        part.entries().entrySet().stream()
            .map(entry -> canInterface(entry.getKey(), entry.getValue()))
            .toList();
    if (interfaces.isEmpty()) {
      throw part.refusal("there is no interface", "name the vehicle's bus, for example can0: fd");
    }
    return interfaces;
  }

  private static CanInterface canInterface(String name, BoardPart kind) {
    if (!INTERFACE.matcher(name).matches()) {
      throw kind.refusal(
          "'" + name + "' names no interface", "write 1 to 15 letters, digits, points or lines");
    }
    return new CanInterface(name, kind.oneOf(List.of("classic", "fd")).equals("fd"));
  }

  private static String broker(BoardPart part) {
    try {
      URI address = new URI(part.text());
      if (List.of("mqtt", "mqtts").contains(String.valueOf(address.getScheme()))
          && address.getHost() != null) {
        return part.text();
      }
    } catch (URISyntaxException e) {
      throw part.refusal("this is no address", "write mqtt://host:port or mqtts://host:port");
    }
    throw part.refusal(
        "'" + part.text() + "' is no broker", "write mqtt://host:port or mqtts://host:port");
  }
}
