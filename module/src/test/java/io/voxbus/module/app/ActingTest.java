package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.module.resolve.Doubt;
import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Resolution;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActingTest {
  private static final Call FOLD = mirrors("fold");
  private static final Call UNFOLD = mirrors("unfold");
  private static final Manifest.Thresholds LIMITS = new Manifest.Thresholds(0.5, 0.3, 0, 0);

  @Test
  void aSureReadingIsActedOnRightOrWrongOrInVain() {
    assertEquals(new Acting(1, 1, 0, 0, 0, 0), Acting.of(List.of(FOLD), sure(FOLD), LIMITS));
    assertEquals(new Acting(1, 0, 0, 0, 0, 0), Acting.of(List.of(UNFOLD), sure(FOLD), LIMITS));
    assertEquals(new Acting(1, 0, 1, 0, 0, 0), Acting.of(List.of(), sure(FOLD), LIMITS));
  }

  @Test
  void aDoubtfulReadingIsAskedAboutAndOffersEitherChoice() {
    Resolution doubtful = doubtful(0.3);
    assertEquals(new Acting(0, 0, 0, 1, 1, 0), Acting.of(List.of(FOLD), doubtful, LIMITS));
    assertEquals(new Acting(0, 0, 0, 1, 1, 0), Acting.of(List.of(UNFOLD), doubtful, LIMITS));
    assertEquals(new Acting(0, 0, 0, 1, 0, 0), Acting.of(List.of(), doubtful, LIMITS));
  }

  @Test
  void nothingIsDoneAboutSilenceAndAboutGreatDoubt() {
    Resolution silence = new Resolution(List.of(), List.of("<vc_end>"), 0.9);
    assertEquals(new Acting(0, 0, 0, 0, 0, 1), Acting.of(List.of(FOLD), silence, LIMITS));
    assertEquals(new Acting(0, 0, 0, 0, 0, 1), Acting.of(List.of(FOLD), doubtful(0.29), LIMITS));
  }

  @Test
  void aReadingWithoutDoubtBelowTheThresholdIsNotActedOn() {
    Resolution low = new Resolution(List.of(FOLD), List.of("<vc_end>"), 0.49);
    assertEquals(Decision.NOTHING, Decision.of(low, LIMITS));
    Resolution noOther =
        new Resolution(List.of(FOLD), List.of("<vc_end>"), 0.9, false, Optional.empty());
    assertEquals(Decision.NOTHING, Decision.of(noOther, LIMITS));
    assertEquals(Decision.ACT, Decision.of(sure(FOLD), LIMITS));
    assertEquals(Decision.ASK, Decision.of(doubtful(0.3), LIMITS));
    assertEquals(Decision.NOTHING, Decision.of(doubtful(0.29), LIMITS));
  }

  private static Call mirrors(String action) {
    return Call.of(Catalogue.standard(), "fold_mirrors", Map.of("action", action));
  }

  private static Resolution sure(Call call) {
    return new Resolution(List.of(call), List.of("<vc_end>"), 0.9);
  }

  private static Resolution doubtful(double confidence) {
    Doubt doubt = new Doubt(0.5, 0.4, List.of(UNFOLD));
    return new Resolution(
        List.of(FOLD), List.of("<vc_end>"), confidence, false, Optional.of(doubt));
  }
}
