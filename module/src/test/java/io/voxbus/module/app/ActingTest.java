package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.module.resolve.Doubt;
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
  private static final double ASK = 0.3;

  @Test
  void aSureReadingIsActedOnRightOrWrongOrInVain() {
    assertEquals(new Acting(1, 1, 0, 0, 0, 0), Acting.of(List.of(FOLD), sure(FOLD), ASK));
    assertEquals(new Acting(1, 0, 0, 0, 0, 0), Acting.of(List.of(UNFOLD), sure(FOLD), ASK));
    assertEquals(new Acting(1, 0, 1, 0, 0, 0), Acting.of(List.of(), sure(FOLD), ASK));
  }

  @Test
  void aDoubtfulReadingIsAskedAboutAndOffersEitherChoice() {
    Resolution doubtful = doubtful(0.3);
    assertEquals(new Acting(0, 0, 0, 1, 1, 0), Acting.of(List.of(FOLD), doubtful, ASK));
    assertEquals(new Acting(0, 0, 0, 1, 1, 0), Acting.of(List.of(UNFOLD), doubtful, ASK));
    assertEquals(new Acting(0, 0, 0, 1, 0, 0), Acting.of(List.of(), doubtful, ASK));
  }

  @Test
  void nothingIsDoneAboutSilenceAndAboutGreatDoubt() {
    Resolution silence = new Resolution(List.of(), List.of("<vc_end>"), 0.9);
    assertEquals(new Acting(0, 0, 0, 0, 0, 1), Acting.of(List.of(FOLD), silence, ASK));
    assertEquals(new Acting(0, 0, 0, 0, 0, 1), Acting.of(List.of(FOLD), doubtful(0.29), ASK));
  }

  private static Call mirrors(String action) {
    return Call.of(Catalogue.standard(), "fold_mirrors", Map.of("action", action));
  }

  private static Resolution sure(Call call) {
    return new Resolution(List.of(call), List.of("<vc_end>"), 0.9);
  }

  private static Resolution doubtful(double confidence) {
    Doubt doubt = new Doubt(0.5, 0.4, List.of(UNFOLD));
    return new Resolution(List.of(FOLD), List.of("<vc_end>"), confidence, Optional.of(doubt));
  }
}
