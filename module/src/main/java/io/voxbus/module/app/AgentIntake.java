package io.voxbus.module.app;

import io.vertx.core.Context;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.voxbus.module.agent.AgentException;
import io.voxbus.module.agent.AgentTopics;
import io.voxbus.module.agent.UpdateAgent;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.InboundMessage;
import io.voxbus.module.bridge.OutboundMessage;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects the update agent with the broker; its work is done on the thread that writes files. */
final class AgentIntake {
  private static final Logger log = LoggerFactory.getLogger(AgentIntake.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** More than a manager that awaits each answer ever has on its way. */
  private static final int MOST_WAITING = 8;

  private final AgentTopics topics;
  private final UpdateAgent agent;
  private final WorkerExecutor worker;
  private int waiting;

  private AgentIntake(AgentTopics topics, UpdateAgent agent, WorkerExecutor worker) {
    this.topics = topics;
    this.agent = agent;
    this.worker = worker;
  }

  /**
   * An agent for the models of a service.
   *
   * @param topics the domain's
   * @param updates the models
   * @param clock the time of day
   * @param way where it speaks
   */
  static AgentIntake of(AgentTopics topics, ModelUpdates updates, InstantSource clock, Way way) {
    UpdateAgent agent =
        new UpdateAgent(topics, updates.store(), updates.trusted(), clock, way::publish);
    return new AgentIntake(topics, agent, updates.own());
  }

  /**
   * To the broker, from another thread.
   *
   * @param context the connection's
   * @param connection the connection
   */
  record Way(Context context, BrokerConnection connection) {
    private void publish(UpdateAgent.Said said) {
      OutboundMessage message =
          new OutboundMessage(said.topic(), Buffer.buffer(said.payload()), said.retained());
      context.runOnContext(here -> connection.publish(message, PATIENCE));
    }
  }

  /** Whether a message is for this. */
  boolean wants(String topic) {
    return UpdateAgent.heard(topics).contains(topic);
  }

  /** Takes a message. A retained one says nothing of now. */
  void take(InboundMessage message) {
    message.acknowledge();
    if (!message.retained()) {
      work(() -> agent.take(message.topic(), message.payload().getBytes()));
    }
  }

  /** The service is there, or something became of an update. */
  void changed() {
    work(agent::changed);
  }

  private void work(Runnable job) {
    if (waiting >= MOST_WAITING) {
      log.warn("dropped: too many messages of an update manager");
      return;
    }
    waiting++;
    worker
        .executeBlocking(() -> done(job), true)
        .onComplete(worked -> waiting--)
        .onFailure(fault -> log.error("the update agent", fault));
  }

  private static boolean done(Runnable job) {
    try {
      job.run();
    } catch (AgentException unanswerable) {
      log.warn("dropped: {}", unanswerable.getMessage());
    }
    return true;
  }
}
