package io.voxbus.module.can;

import io.voxbus.dbc.Dbc;
import io.voxbus.dbc.DbcMessage;
import io.voxbus.dbc.DbcSignal;
import io.voxbus.module.ground.BoardPart;
import java.util.stream.Collectors;

/** Finds the signals that a mapping names. */
record SignalNames(Dbc dbc) {
  /** The signal of that name, as MESSAGE.SIGNAL; {@code part} is where the name stands. */
  SignalTarget find(String name, BoardPart part) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      throw part.refusal("'" + name + "' names no message", "write MESSAGE.SIGNAL");
    }
    DbcMessage message =
        dbc.message(name.substring(0, dot))
            .orElseThrow(
                () ->
                    part.refusal(
                        "the DBC file has no message " + name.substring(0, dot), "mend the name"));
    DbcSignal signal =
        message
            .signal(name.substring(dot + 1))
            .orElseThrow(
                () ->
                    part.refusal(
                        "message " + message.name() + " has no signal " + name.substring(dot + 1),
                        "write one of " + names(message)));
    if (!signal.bits().fits(message.length())) {
      throw part.refusal(
          "signal %s ends beyond the %d bytes of message %s"
              .formatted(signal.name(), message.length(), message.name()),
          "mend the DBC file");
    }
    return new SignalTarget(message, signal);
  }

  private static String names(DbcMessage message) {
    return message.signals().stream().map(DbcSignal::name).collect(Collectors.joining(", "));
  }
}
