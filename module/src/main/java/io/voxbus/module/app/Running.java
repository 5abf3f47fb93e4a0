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
    Recovery recovery,
    Optional<FileJournal> journal,
    Optional<ModelUpdates> updates,
    Runnable announce,
    LiveModel model,
    WorkerExecutor worker) {

  /** Takes a message of the broker. */
  void take(InboundMessage message) {
    Optional<ModelIntake> taker = bundles.filter(each -> each.wants(message.topic()));
    taker.ifPresentOrElse(each -> each.take(message), () -> router.take(message));
  }
}
