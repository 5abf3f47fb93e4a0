package io.voxbus.module.agent;

import io.voxbus.module.update.ModelStore;
import io.voxbus.module.update.ReleaseKeys;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The update agent of the domain of the model bundle. What it takes and says has the form of
 * Eclipse Kanto's update agent API. Belongs to the thread that reads and writes the folder of
 * models.
 */
public final class UpdateAgent {
  private final AgentTopics topics;
  private final ModelStore store;
  private final ReleaseKeys trusted;
  private final Path inbox;
  private final AgentMessages messages;
  private final InstantSource clock;
  private final Consumer<Said> listener;
  private Optional<Activity> activity = Optional.empty();

  /**
   * A message to the update manager.
   *
   * @param topic where to
   * @param payload JSON
   * @param retained whether the broker keeps it
   */
  public record Said(String topic, String payload, boolean retained) {}

  /**
   * @param topics the domain's
   * @param store the folder of models; files lie in its folder {@code inbox}
   * @param trusted whose bundles are taken
   * @param clock the time of day
   * @param listener takes what is said, in order
   */
  public UpdateAgent(
      AgentTopics topics,
      ModelStore store,
      ReleaseKeys trusted,
      InstantSource clock,
      Consumer<Said> listener) {
    this.topics = topics;
    this.store = store;
    this.trusted = trusted;
    this.inbox = store.places().inbox();
    this.messages = new AgentMessages(topics.domain(), clock);
    this.clock = clock;
    this.listener = listener;
  }

  /** The topics that it hears. */
  public static List<String> heard(AgentTopics topics) {
    return List.of(topics.desiredState(), topics.command(), topics.currentStateGet());
  }

  /**
   * Takes a message of the update manager's.
   *
   * @throws AgentException when it cannot be answered, because nobody knows to what it belongs
   */
  public void take(String topic, byte[] payload) {
    Request request = Request.read(payload);
    if (topic.equals(topics.desiredState())) {
      desired(request);
    } else if (topic.equals(topics.command())) {
      command(request);
    } else {
      tellState(request.activity());
    }
  }

  /** The service is there, or something became of an update. */
  public void changed() {
    tellState("current-state-" + clock.millis());
    activity.flatMap(Activity::look).ifPresent(this::tell);
  }

  private void desired(Request request) {
    activity = Optional.empty();
    tell(Feedback.of(request.activity(), "IDENTIFYING", ""));
    try {
      DesiredModel wanted = request.desired(topics.domain());
      Activity begun = new Activity(request.activity(), wanted, store, trusted, inbox);
      tell(identified(request.activity(), begun));
    } catch (AgentException unusable) {
      tell(
          Feedback.of(
              request.activity(), "IDENTIFICATION_FAILED", String.valueOf(unusable.getMessage())));
    }
  }

  private Feedback identified(String id, Activity begun) {
    if (begun.isDone()) {
      return Feedback.of(id, "IDENTIFIED", "");
    }
    begun.requireWay();
    activity = Optional.of(begun);
    return begun.feedback("IDENTIFIED", "IDENTIFIED", "");
  }

  private void command(Request request) {
    Step step = request.step();
    Optional<Activity> ours = activity.filter(each -> each.is(request.activity()));
    if (ours.isEmpty()) {
      tell(withoutActivity(request.activity(), step));
      return;
    }
    for (Feedback feedback : carriedOut(ours.get(), step)) {
      tell(feedback);
    }
    if (step == Step.CLEANUP) {
      activity = Optional.empty();
    }
  }

  private static List<Feedback> carriedOut(Activity ours, Step step) {
    List<Feedback> told = new ArrayList<>(List.of(ours.told(step, step.running(), "")));
    ours.carryOut(step).ifPresent(told::add);
    return told;
  }

  /** After a restart the manager's operation is not known any more; it may still end it. */
  private static Feedback withoutActivity(String id, Step step) {
    return step == Step.CLEANUP
        ? Feedback.of(id, step.success(), "")
        : Feedback.of(id, step.failure(), "the desired state is not known; send it again");
  }

  private void tell(Feedback feedback) {
    listener.accept(new Said(topics.feedback(), messages.feedback(feedback), false));
  }

  private void tellState(String activity) {
    listener.accept(new Said(topics.currentState(), messages.currentState(activity, store), true));
  }
}
