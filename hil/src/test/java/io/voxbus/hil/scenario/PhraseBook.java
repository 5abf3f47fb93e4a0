package io.voxbus.hil.scenario;

import io.voxbus.module.app.Understanding;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.util.List;
import java.util.Map;

/** Understands three sentences, so that tests of the wire do not depend on how good a model is. */
final class PhraseBook {
  static final String RADIO_OFF = "stop the music";

  /** A level request: its command has one frame. */
  static final String WARMER = "set 21 degrees";

  static final String TWO_CALLS = "stop the music and set 21 degrees";

  /** What {@link #RADIO_OFF} becomes. */
  static final String RADIO_FUNCTION = "control_playback";

  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final Call STOP = Call.of(CATALOGUE, RADIO_FUNCTION, Map.of("action", "stop"));
  private static final Call WARM = Call.of(CATALOGUE, "set_temperature", Map.of("temperature", 21));

  private PhraseBook() {}

  /** A service's understanding by this book. */
  static Understanding understanding() {
    return new Understanding(
        PhraseBook::resolve,
        new Manifest.Thresholds(0.5, 0.3, 0, 0),
        "phrase-book",
        "0".repeat(64),
        () -> {});
  }

  private static Resolution resolve(String text, List<Call> context) {
    List<Call> calls =
        switch (text) {
          case RADIO_OFF -> List.of(STOP);
          case WARMER -> List.of(WARM);
          case TWO_CALLS -> List.of(STOP, WARM);
          default -> List.of();
        };
    return new Resolution(calls, List.of("<vc_end>"), 1);
  }
}
