package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxbus.module.resolve.Manifest;
import io.voxbus.module.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveModelTest {
  private final List<String> released = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  private Understanding model(String id, boolean works) {
    return new Understanding(
        (text, context) -> {
          if (!works) {
            throw new IllegalStateException("no");
          }
          return new Resolution(List.of(), List.of(id), 1);
        },
        new Manifest.Thresholds(0, 0, 0, 0),
        id,
        "0".repeat(64),
        () -> released.add(id));
  }

  private static String answer(LiveModel live) {
    return live.ask(model -> model.resolver().resolve("text", List.of()).tokens().get(0));
  }

  @Test
  void a_fault_of_the_only_model_is_the_askers() {
    LiveModel live = new LiveModel(model("one", false));
    assertThrows(IllegalStateException.class, () -> answer(live));
    assertThrows(IllegalStateException.class, () -> answer(live));
  }

  @Test
  void the_model_before_answers_the_question_at_which_the_new_one_failed_and_all_that_follow() {
    LiveModel live = new LiveModel(model("one", true));
    live.onGivenUp((failed, fault) -> told.add(failed.modelId()));
    live.exchange(model("two", false));
    assertEquals("one", answer(live));
    assertEquals("one", answer(live));
    assertEquals(List.of("two"), told);
    assertEquals(List.of("two"), released);
  }

  @Test
  void a_model_that_was_forgotten_does_not_come_back() {
    LiveModel live = new LiveModel(model("one", true));
    live.exchange(model("two", false));
    live.forgetBefore();
    assertEquals(List.of("one"), released);
    assertThrows(IllegalStateException.class, () -> answer(live));
  }

  @Test
  void a_lone_model_that_fails_at_everything_is_lost_once_for_each_row_of_faults() {
    LiveModel live = new LiveModel(model("one", false));
    live.onLost((failed, fault) -> told.add(failed.modelId()));
    for (int fault = 1; fault < LiveModel.MOST_FAULTS; fault++) {
      assertThrows(IllegalStateException.class, () -> answer(live));
    }
    assertEquals(List.of(), told);
    assertThrows(IllegalStateException.class, () -> answer(live));
    assertThrows(IllegalStateException.class, () -> answer(live));
    assertEquals(List.of("one"), told);
  }

  @Test
  void a_model_that_answers_in_between_is_not_lost() {
    AtomicInteger asked = new AtomicInteger();
    LiveModel live = new LiveModel(model("one", true));
    live.onLost((failed, fault) -> told.add(failed.modelId()));
    for (int question = 0; question < 10 * LiveModel.MOST_FAULTS; question++) {
      if (asked.incrementAndGet() % LiveModel.MOST_FAULTS == 0) {
        assertEquals("one", answer(live));
      } else {
        assertThrows(ArithmeticException.class, () -> live.ask(model -> 1 / (asked.get() * 0)));
      }
    }
    assertEquals(List.of(), told);
  }

  @Test
  void only_one_model_before_is_kept_and_all_are_released_at_the_end() {
    LiveModel live = new LiveModel(model("one", true));
    live.exchange(model("two", true));
    live.exchange(model("three", true));
    assertEquals(List.of("one"), released);
    live.release();
    assertEquals(List.of("one", "two", "three"), released);
  }
}
