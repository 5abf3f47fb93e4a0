package io.voxbus.module.app;

import io.voxbus.dbc.BitField;
import io.voxbus.dbc.Dbc;
import io.voxbus.dbc.DbcException;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.DbcSignal;
import io.voxbus.dbc.Multiplexing.Selection;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code voxbus dbc}: what a DBC file says. */
@Command(
    name = "dbc",
    description = {
      "Lists the messages and signals of a DBC file.",
      "",
      "A message: identifier, name, bytes. A signal: name, start|length, byte order, kind of number, range, unit, what"
          + " selects it, labels."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class DbcCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "FILE.dbc", description = "the DBC file")
  private Optional<Path> file = Optional.empty();

  DbcCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path path =
        file.orElseThrow(() -> new ParameterException(spec.commandLine(), "name a DBC file"));
    for (DbcMessage message : read(path, spec).messages()) {
      terminal.out().println(line(message));
      message.signals().forEach(signal -> terminal.out().println("    " + line(signal)));
    }
    return 0;
  }

  /** Reads a file whose faults are the user's. */
  static Dbc read(Path file, CommandSpec spec) {
    try {
      return Dbc.read(file);
    } catch (DbcException e) {
      throw new ParameterException(spec.commandLine(), Mistakes.firstLine(e), e);
    }
  }

  private static String line(DbcMessage message) {
    String id = (message.extended() ? "0x%08X" : "0x%03X").formatted(message.id());
    String cycle =
        message.cycleTimeMs().isPresent()
            ? " every " + message.cycleTimeMs().getAsInt() + " ms"
            : "";
    return "%s %s, %d bytes%s%s"
        .formatted(id, message.name(), message.length(), message.fd() ? ", CAN FD" : "", cycle);
  }

  private static String line(DbcSignal signal) {
    BitField bits = signal.bits();
    StringBuilder line = new StringBuilder(signal.name());
    line.append("  ").append(bits.start()).append('|').append(bits.length());
    line.append(bits.order() == BitField.Order.INTEL ? " Intel " : " Motorola ");
    line.append(signal.kind().name().toLowerCase(Locale.ROOT));
    signal
        .range()
        .ifPresent(
            range ->
                line.append("  ")
                    .append(plain(range.minimum()))
                    .append(" to ")
                    .append(plain(range.maximum())));
    line.append(signal.unit().isEmpty() ? "" : " " + signal.unit());
    line.append(signal.multiplexing().selector() ? "  selects" : "");
    signal
        .multiplexing()
        .selection()
        .ifPresent(selection -> line.append("  if ").append(text(selection)));
    if (!signal.labels().isEmpty()) {
      line.append("  ").append(labels(signal));
    }
    return line.toString();
  }

  private static String text(Selection selection) {
    List<String> values =
        selection.values().stream()
            .map(
                range ->
                    range.first() == range.last()
                        ? "" + range.first()
                        : range.first() + "-" + range.last())
            .toList();
    return selection.selector() + " is " + String.join(", ", values);
  }

  private static String labels(DbcSignal signal) {
    return signal.labels().entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Without exponent or trailing zeros. */
  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
