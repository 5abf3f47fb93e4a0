package io.voxbus.module.app;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.voxbus.module.bridge.AckTracker;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.CommandMessages;
import io.voxbus.module.bridge.CommandPublisher;
import io.voxbus.module.bridge.OutboundMessage;
import io.voxbus.module.dialogue.Dialogue;
import io.voxbus.module.interlock.RateLimit;
import io.voxbus.module.journal.FileJournal;
import io.voxbus.module.journal.Journal;
import io.voxbus.module.observe.Drop;
import io.voxbus.module.observe.Observation;
import io.voxbus.module.observe.ServiceMetrics;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.module.speech.SpeechLimits;
import io.voxbus.module.speech.TranscriptReader;
import io.voxbus.proto.v1.JournalRecord;
import io.voxbus.proto.v1.ModuleStatus;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Connects the parts of the service; the steps are in the packages before this one. */
final class Wiring {
  private final Vertx vertx;
  private final ServiceConfiguration configuration;
  private final ServiceParts parts;
  private final Observation observation;
  private final ServiceMetrics metrics;
  private final InstantSource clock;

  Wiring(
      Vertx vertx,
      ServiceConfiguration configuration,
      ServiceParts parts,
      Observation observation,
      InstantSource clock) {
    this.vertx = vertx;
    this.configuration = configuration;
    this.parts = parts;
    this.observation = observation;
    this.metrics = observation.metrics();
    this.clock = clock;
  }

  /**
   * Connects the parts; nothing runs yet.
   *
   * @param worker runs the model
   */
  Running wire(WorkerExecutor worker) {
    Optional<FileJournal> file = configuration.state().map(this::openJournal);
    configuration.state().ifPresent(this::keepLevels);
    Journal journal = file.<Journal>map(opened -> opened).orElse(Journal.NONE);
    List<JournalRecord> found = file.map(FileJournal::found).orElse(List.of());
    LiveModel model = new LiveModel(parts.understanding());
    Optional<ModelUpdates> updates = parts.models().map(start -> updates(start, worker, model));
    Identity identity = new Identity(parts, model, updates, clock.millis());
    StatusMessages statuses = new StatusMessages(identity, clock);
    metrics.identity(identity.get());
    BrokerConnection connection = connection(statuses);
    AckTracker acks = new AckTracker(configuration.goal(), metrics::dropped);
    VehicleStates vehicle =
        new VehicleStates(clock, System::nanoTime, () -> metrics.dropped(Drop.STATE_AHEAD));
    Dialogue dialogue = new Dialogue(configuration.limits().dialogue());
    InferenceQueue queue = queue(worker, model, dialogue);
    CommandIssuer issuer = issuer(connection, acks, vehicle);
    RateLimit rate = rate(configuration.limits().rate());
    CallExecution execution =
        new CallExecution(parts.preparation(), vehicle, issuer, rate, journal);
    ResponseWriter writer = new ResponseWriter(configuration.wording());
    TranscriptFlow flow = new TranscriptFlow(queue, execution, dialogue, writer);
    TranscriptIntake intake = intake(flow, connection, journal, found);
    Optional<AgentIntake> agent = updates.flatMap(some -> agent(some, connection));
    return new Running(
        connection,
        intake,
        queue,
        execution,
        router(intake, acks, vehicle),
        updates.map(some -> bundles(some, connection)),
        agent,
        new Recovery(
            new Resender(parts.preparation(), vehicle, issuer, rate),
            acks,
            writer,
            found,
            parts.catalogue()),
        file,
        updates,
        () -> {
          announce(connection, statuses, identity.get());
          agent.ifPresent(AgentIntake::changed);
        },
        model,
        worker);
  }

  private void keepLevels(Path state) {
    CallPreparation preparation = parts.preparation();
    preparation.keepLevels(new LevelFile(state.resolve("levels"), preparation.board(), clock));
  }

  private ModelUpdates updates(ModelStart start, WorkerExecutor worker, LiveModel model) {
    return new ModelUpdates(vertx, worker, start, model, ModelUpdates.Times.STANDARD);
  }

  private BrokerConnection connection(StatusMessages statuses) {
    BrokerConnection connection =
        new BrokerConnection(
            vertx,
            Subscriptions.settings(configuration),
            statuses.presence(configuration.topics().status()),
            new Random());
    connection.tell(metrics::dropped);
    return connection;
  }

  private TranscriptIntake intake(
      TranscriptFlow flow,
      BrokerConnection connection,
      Journal journal,
      List<JournalRecord> found) {
    TranscriptReader reader =
        new TranscriptReader(
            configuration.limits().speech(),
            clock,
            System::nanoTime,
            configuration.transcriptSigning());
    found.forEach(record -> reader.remember(record.getTranscriptId()));
    return new TranscriptIntake(
        reader,
        flow,
        new Responder(connection, configuration.topics(), metrics, System::nanoTime),
        observation,
        journal);
  }

  private MessageRouter router(TranscriptIntake intake, AckTracker acks, VehicleStates vehicle) {
    return new MessageRouter(
        configuration.topics(), intake::take, acks, vehicle, metrics::dropped, System::nanoTime);
  }

  private ModelIntake bundles(ModelUpdates updates, BrokerConnection connection) {
    return new ModelIntake(configuration.topics(), updates.transfer(), updates.own(), connection);
  }

  private Optional<AgentIntake> agent(ModelUpdates updates, BrokerConnection connection) {
    return configuration
        .models()
        .flatMap(ServiceConfiguration.Models::agent)
        .map(
            topics ->
                AgentIntake.of(
                    topics,
                    updates,
                    clock,
                    new AgentIntake.Way(vertx.getOrCreateContext(), connection)));
  }

  /** Says what is running now; a broker that is away hears it when it is back. */
  private void announce(
      BrokerConnection connection, StatusMessages statuses, ModuleStatus identity) {
    metrics.identity(identity);
    metrics.modelUpdated(identity.getUpdate().getResult());
    if (connection.isOnline()) {
      connection.publish(
          new OutboundMessage(configuration.topics().status(), statuses.online(), true),
          configuration.limits().answer());
    }
  }

  private FileJournal openJournal(Path folder) {
    SpeechLimits speech = configuration.limits().speech();
    return FileJournal.open(
        folder,
        new FileJournal.Terms(
            speech.rememberFor(), speech.rememberCount(), clock, metrics::journalFailed));
  }

  private InferenceQueue queue(WorkerExecutor worker, LiveModel model, Dialogue dialogue) {
    return new InferenceQueue(worker, model, dialogue, configuration.limits().queue());
  }

  private static RateLimit rate(ServiceLimits.Rate limit) {
    return new RateLimit(limit.most(), limit.within(), System::nanoTime);
  }

  private CommandIssuer issuer(
      BrokerConnection connection, AckTracker acks, VehicleStates vehicle) {
    ServiceLimits limits = configuration.limits();
    CommandPublisher.Terms terms =
        new CommandPublisher.Terms(
            configuration.topics().command(), limits.answer(), configuration.commandSigning());
    CommandMessages messages =
        new CommandMessages(
            parts.catalogue().hash(), parts.preparation().board(), limits.command(), clock);
    return new CommandIssuer(
        parts.preparation(),
        vehicle,
        messages,
        new CommandPublisher(vertx, connection, acks, terms),
        new CommandIssuer.Terms(
            limits.speech().age(), clock, System::nanoTime, metrics::commandPublished));
  }
}
