package io.voxbus.module.can;

import io.voxbus.dbc.Dbc;
import io.voxbus.module.ground.BoardFile;
import io.voxbus.module.ground.BoardPart;
import io.voxbus.module.ground.Problems;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the key {@code feedback} of the functions in {@code mapping.yaml}. */
public final class FeedbackReader {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final SignalNames names;

  private FeedbackReader(Dbc dbc) {
    this.names = new SignalNames(dbc);
  }

  /**
   * The feedback of each function that has some, by name.
   *
   * @param folder the board's
   * @throws io.voxbus.module.ground.BoardException if the mapping is missing or wrong
   */
  public static Map<String, FunctionFeedback> read(Path folder, Dbc dbc) {
    return read(BoardFile.read(folder, "mapping.yaml"), dbc);
  }

  static Map<String, FunctionFeedback> read(BoardFile mapping, Dbc dbc) {
    return read(mapping, dbc, Problems.STRICT);
  }

  /**
   * The same, for whoever wants to know of more than the first mistake.
   *
   * @param problems takes the mistakes in single functions, which are then left out
   */
  static Map<String, FunctionFeedback> read(BoardFile mapping, Dbc dbc, Problems problems) {
    FeedbackReader reader = new FeedbackReader(dbc);
    Map<String, FunctionFeedback> feedback = new LinkedHashMap<>();
    mapping
        .entries("functions")
        .forEach(
            (name, function) ->
                function
                    .find("feedback")
                    .ifPresent(
                        part -> problems.during(() -> feedback.put(name, reader.function(part)))));
    return feedback;
  }

  private FunctionFeedback function(BoardPart part) {
    part.allow("within_ms", "signals");
    Map<String, FeedbackSignal> signals = new LinkedHashMap<>();
    part.get("signals")
        .entries()
        .forEach(
            (request, state) -> signals.put(names.find(request, state).toString(), signal(state)));
    return new FunctionFeedback(part.get("within_ms").whole(1, 60_000), signals);
  }

  private FeedbackSignal signal(BoardPart part) {
    if (!part.mapping()) {
      return signal(part, Optional.empty());
    }
    part.allow("signal", "mapping", "scale", "offset", "tolerance");
    return signal(part.get("signal"), Optional.of(part));
  }

  private FeedbackSignal signal(BoardPart name, Optional<BoardPart> more) {
    SignalTarget target = names.find(name.text(), name);
    return new FeedbackSignal(
        target.message(),
        target.signal(),
        labels(target, more.flatMap(part -> part.find("mapping"))),
        number(more, "scale", BigDecimal.ONE),
        number(more, "offset", BigDecimal.ZERO),
        number(more, "tolerance", target.signal().factor().abs().multiply(HALF)));
  }

  private static BigDecimal number(Optional<BoardPart> part, String key, BigDecimal otherwise) {
    return part.flatMap(given -> given.find(key)).map(BoardPart::number).orElse(otherwise);
  }

  private static Map<String, String> labels(SignalTarget target, Optional<BoardPart> mapping) {
    Map<String, String> labels = new HashMap<>();
    mapping.ifPresent(
        given ->
            given
                .entries()
                .forEach(
                    (request, state) -> {
                      if (target.signal().rawOf(state.text()).isEmpty()) {
                        throw state.refusal(
                            "signal " + target + " has no label " + state.text(),
                            "write one of " + target.signal().labels().values());
                      }
                      labels.put(request, state.text());
                    }));
    return labels;
  }
}
