package io.voxbus.hil.scenario;

import static io.voxbus.hil.scenario.UpdatedService.ALL;
import static io.voxbus.hil.scenario.UpdatedService.awaitShort;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.module.resolve.Bundle;
import io.voxbus.module.update.ModelStore;
import io.voxbus.proto.v1.ModelPlace;
import io.voxbus.proto.v1.ModelStoreState;
import io.voxbus.vehicle.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service's process is killed (SIGKILL) before each of its steps on the folder of models, while
 * fifty transcripts a second are said to a real broker, and is started again. The steps are those
 * of a whole update: a bundle comes over MQTT, is installed in place of the one before the last, is
 * tried, and takes over; then those of a start.
 *
 * <p>Each time what the folder of models names is whole and signed, the next process is ready by
 * itself, with the old model or the new one, the update comes to its end, and of all that was said
 * nothing is lost and nothing is done twice ({@link
 * SteadyLoad#requireOneAnswerAndOneCommandForEach}).
 */
@Timeout(600)
class KilledAtEveryStepTest {
  @TempDir private Path folder;
  private UpdatedService service;
  private String model = "";
  private int updates;

  @BeforeEach
  void begin() throws Exception {
    service = new UpdatedService(folder);
    model = service.model();
  }

  @AfterEach
  void end() {
    service.close();
  }

  /**
   * Makes an update.
   *
   * @param steps the process is killed before this one, counted from 0
   * @return whether there is a step of that number
   */
  private boolean update(long steps) throws Exception {
    updates++;
    String old = model;
    String wanted = "release-" + updates;
    Path bundle = service.releases().bundle(wanted, updates);
    service.load().awaitCaughtUp();
    service.process().let(steps);
    service.sender().send(bundle);
    awaitShort().until(() -> !service.process().runs() || service.hasTakenOver(wanted));
    boolean killed = !service.process().runs();
    if (killed) {
      service.process().requireKilled();
      requireWhole();
      String answering = service.restart(ALL).orElseThrow();
      assertTrue(Set.of(old, wanted).contains(answering), answering);
      service.sender().goOn();
      awaitShort().until(() -> service.hasTakenOver(wanted));
    }
    assertEquals(List.of(), List.copyOf(service.sender().refused()));
    assertEquals(List.of(), service.setbacks());
    model = wanted;
    return killed;
  }

  /** As the killed process left them. */
  private void requireWhole() {
    ModelStore store = service.store();
    ModelStoreState state = store.state();
    for (ModelPlace place : List.of(state.getActive(), state.getPrevious(), state.getPending())) {
      Bundle.read(store.places().folder(place), Catalogue.standard());
      store.places().requireSigned(place, service.releases().trusted());
    }
  }

  /** Kills the service, and each that begins before its next step. */
  private int startsInVain() throws Exception {
    service.process().close();
    int steps = 0;
    Optional<String> answering = service.restart(steps);
    while (answering.isEmpty()) {
      service.process().requireKilled();
      requireWhole();
      steps++;
      answering = service.restart(steps);
    }
    assertEquals(Optional.of(model), answering);
    service.process().let(ALL);
    return steps;
  }

  @Test
  void each_transcript_has_one_answer_and_one_command_and_there_is_always_a_model()
      throws Exception {
    update(ALL);
    update(ALL); // No folder is free any more: from now on one has to go.
    int steps = 0;
    while (update(steps)) {
      steps++;
    }
    assertTrue(steps > 60, "only " + steps + " steps");
    int starting = startsInVain();
    assertTrue(starting >= 5, "only " + starting + " steps of a start");
    service.load().requireOneAnswerAndOneCommandForEach();
  }
}
