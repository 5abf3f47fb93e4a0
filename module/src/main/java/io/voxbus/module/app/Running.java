package io.voxbus.module.app;

import io.vertx.core.WorkerExecutor;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.InboundMessage;
import io.voxbus.module.journal.FileJournal;
import java.util.Optional;

/** The parts of a service that its start, its end and its watcher need. */
record Running(
    BrokerConnection connection,
    TranscriptIntake intake,
    InferenceQueue queue,
    CallExecution execution,
    MessageRouter router,
    Optional<ModelIntake> bundles,
    Optional<AgentIntake> agent,
    Recovery recovery,
    Optional<FileJournal> journal,
    Optional<ModelUpdates> updates,
    Runnable announce,
    LiveModel model,
    WorkerExecutor worker) {

  /** Takes a message of the broker. */
  void take(InboundMessage message) {
    Optional<ModelIntake> taker = bundles.filter(each -> each.wants(message.topic()));
    Optional<AgentIntake> asked = agent.filter(each -> each.wants(message.topic()));
    if (taker.isPresent()) {
      taker.get().take(message);
    } else if (asked.isPresent()) {
      asked.get().take(message);
    } else {
      router.take(message);
    }
  }
}
