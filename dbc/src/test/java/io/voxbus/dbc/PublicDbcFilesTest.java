package io.voxbus.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real DBC files, read where they lie beside the repository and passed over where they do not. */
class PublicDbcFilesTest {
  private static final Path FOLDER = Path.of("..", "..", "shared", "references", "dbc");

  static List<Path> files() {
    if (!Files.isDirectory(FOLDER)) {
      return List.of(FOLDER);
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".dbc")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everySignalCarriesItsLowestAndItsHighestValue(Path file) {
    assumeTrue(Files.isRegularFile(file), "the public DBC files are not beside this checkout");
    List<String> faults = new ArrayList<>();
    for (DbcMessage message : Dbc.read(file).messages()) {
      message.signals().forEach(signal -> faults.addAll(faults(message, signal)));
    }
    assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
  }

  /** cantools reads them by its strict rules, too; what is odd in them is a warning at most. */
  @ParameterizedTest
  @MethodSource("files")
  void noErrorIsFound(Path file) {
    assumeTrue(Files.isRegularFile(file), "the public DBC files are not beside this checkout");
    assertEquals(
        List.of(),
        DbcCheck.read(file).stream()
            .filter(finding -> finding.level() == DbcFinding.Level.ERROR)
            .toList());
  }

  private static List<String> faults(DbcMessage message, DbcSignal signal) {
    boolean odd =
        signal.span().filter(span -> span.minimum().compareTo(span.maximum()) <= 0).isEmpty();
    if (odd || !signal.bits().fits(message.length())) {
      return List.of();
    }
    DbcSignal.Range span = signal.span().orElseThrow();
    return Stream.of(span.minimum(), span.maximum())
        .filter(value -> !comesBack(message, signal, value))
        .map(value -> message.name() + "." + signal.name() + " " + value)
        .toList();
  }

  private static boolean comesBack(DbcMessage message, DbcSignal signal, BigDecimal value) {
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    select(message, signal, values);
    values.putIfAbsent(signal.name(), value);
    MessageCodec codec = new MessageCodec(message);
    BigDecimal sent = values.getOrDefault(signal.name(), value);
    return codec.decode(codec.encode(values)).stream()
        .filter(reading -> reading.signal().name().equals(signal.name()))
        .anyMatch(reading -> near(signal, reading.physical(), sent));
  }

  /** Within one step, or within single precision. */
  private static boolean near(DbcSignal signal, BigDecimal one, BigDecimal other) {
    BigDecimal precision = other.abs().multiply(new BigDecimal("1e-6"));
    return one.subtract(other).abs().compareTo(signal.factor().abs().max(precision)) <= 0;
  }

  private static void select(DbcMessage message, DbcSignal signal, Map<String, BigDecimal> values) {
    signal
        .multiplexing()
        .selection()
        .ifPresent(
            selection -> {
              DbcSignal selector = message.signal(selection.selector()).orElseThrow();
              values.put(
                  selector.name(),
                  selector.physical(selection.values().get(0).first()).orElseThrow());
              select(message, selector, values);
            });
  }
}
