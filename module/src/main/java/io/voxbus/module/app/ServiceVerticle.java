package io.voxbus.module.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.voxbus.module.bridge.AckTracker;
import io.voxbus.module.bridge.BrokerConnection;
import io.voxbus.module.bridge.BrokerSettings;
import io.voxbus.module.bridge.CommandMessages;
import io.voxbus.module.bridge.CommandPublisher;
import io.voxbus.module.dialogue.Dialogue;
import io.voxbus.module.interlock.RateLimit;
import io.voxbus.module.journal.FileJournal;
import io.voxbus.module.journal.Journal;
import io.voxbus.module.observe.Drop;
import io.voxbus.module.observe.Load;
import io.voxbus.module.observe.Observation;
import io.voxbus.module.observe.Probes;
import io.voxbus.module.observe.ServiceMetrics;
import io.voxbus.module.reply.ResponseWriter;
import io.voxbus.module.resolve.ModuleVersion;
import io.voxbus.module.speech.SpeechLimits;
import io.voxbus.module.speech.TranscriptReader;
import io.voxbus.proto.v1.JournalRecord;
import io.voxbus.proto.v1.ModuleStatus;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the service on one event loop; the steps are in the packages before this one. */
final class ServiceVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ServiceVerticle.class);

  private final ServiceConfiguration configuration;
  private final ServiceParts parts;
  private final Observation observation;
  private final ServiceMetrics metrics;
  private final InstantSource clock;
  private final Promise<Void> online = Promise.promise();
  private volatile Optional<Running> running = Optional.empty();

  ServiceVerticle(
      ServiceConfiguration configuration,
      ServiceParts parts,
      Observation observation,
      InstantSource clock) {
    this.configuration = configuration;
    this.parts = parts;
    this.observation = observation;
    this.metrics = observation.metrics();
    this.clock = clock;
  }

  private record Running(
      BrokerConnection connection,
      TranscriptIntake intake,
      InferenceQueue queue,
      CallExecution execution,
      MessageRouter router,
      Recovery recovery,
      Optional<FileJournal> journal,
      WorkerExecutor worker) {}

  /** Completes when transcripts are taken for the first time. */
  Future<Void> online() {
    return online.future();
  }

  /** What was counted so far, by name. */
  Map<String, Long> counts() {
    return metrics.counts();
  }

  /** Questions that this service answers as long as it is well. */
  Probes probes() {
    return new Probes(this::load, this::model);
  }

  private Future<Load> load() {
    Promise<Load> answer = Promise.promise();
    context.runOnContext(here -> answer.complete(running.map(this::load).orElse(Load.NONE)));
    return answer.future();
  }

  private Load load(Running now) {
    return new Load(
        now.connection().isOnline(),
        now.intake().isClosed(),
        now.queue().depth(),
        now.intake().inFlight(),
        now.execution().commandsWaiting());
  }

  private Future<Void> model() {
    return running
        .map(now -> now.worker().<Void>executeBlocking(() -> null, false))
        .orElseGet(Future::succeededFuture);
  }

  @Override
  public Future<?> start() {
    Running started = wire();
    running = Optional.of(started);
    started
        .connection()
        .start(started.router()::take)
        .onSuccess(connected -> recover(started))
        .onComplete(online);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return running.map(this::stop).orElseGet(Future::succeededFuture);
  }

  private void recover(Running started) {
    started.recovery().begin(vertx, configuration.limits().answer(), started.intake()::respond);
  }

  private Running wire() {
    Optional<FileJournal> file = configuration.state().map(this::openJournal);
    Journal journal = file.<Journal>map(opened -> opened).orElse(Journal.NONE);
    WorkerExecutor worker =
        vertx.createSharedWorkerExecutor("inference-" + deploymentID(), 1, 1, TimeUnit.MINUTES);
    ModuleStatus identity = identity();
    metrics.identity(identity);
    BrokerConnection connection =
        new BrokerConnection(
            vertx,
            settings(),
            new StatusMessages(identity, clock).presence(configuration.topics().status()),
            new Random());
    AckTracker acks = new AckTracker(configuration.goal(), metrics::dropped);
    VehicleStates vehicle =
        new VehicleStates(clock, System::nanoTime, () -> metrics.dropped(Drop.STATE_AHEAD));
    Dialogue dialogue = new Dialogue(configuration.limits().dialogue());
    InferenceQueue queue = queue(worker, dialogue);
    CallExecution execution = execution(connection, acks, vehicle, journal);
    ResponseWriter writer = new ResponseWriter(configuration.wording());
    TranscriptFlow flow =
        new TranscriptFlow(queue, execution, dialogue, parts.understanding().thresholds(), writer);
    TranscriptReader reader =
        new TranscriptReader(
            configuration.limits().speech(),
            clock,
            System::nanoTime,
            configuration.transcriptSigning());
    List<JournalRecord> found = file.map(FileJournal::found).orElse(List.of());
    found.forEach(record -> reader.remember(record.getTranscriptId()));
    TranscriptIntake intake =
        new TranscriptIntake(
            reader,
            flow,
            new Responder(connection, configuration.topics(), metrics),
            observation,
            journal);
    return new Running(
        connection,
        intake,
        queue,
        execution,
        new MessageRouter(
            configuration.topics(),
            intake::take,
            acks,
            vehicle,
            metrics::dropped,
            System::nanoTime),
        new Recovery(acks, writer, found),
        file,
        worker);
  }

  private FileJournal openJournal(Path folder) {
    SpeechLimits speech = configuration.limits().speech();
    return FileJournal.open(
        folder,
        new FileJournal.Terms(
            speech.rememberFor(), speech.rememberCount(), clock, metrics::journalFailed));
  }

  private InferenceQueue queue(WorkerExecutor worker, Dialogue dialogue) {
    return new InferenceQueue(
        worker, parts.understanding().resolver(), dialogue, configuration.limits().queue());
  }

  private CallExecution execution(
      BrokerConnection connection, AckTracker acks, VehicleStates vehicle, Journal journal) {
    ServiceLimits limits = configuration.limits();
    CommandPublisher.Terms terms =
        new CommandPublisher.Terms(
            configuration.topics().command(), limits.answer(), configuration.commandSigning());
    CommandMessages messages =
        new CommandMessages(
            parts.catalogue().hash(), parts.preparation().board(), limits.command(), clock);
    return new CallExecution(
        parts.preparation(),
        vehicle,
        messages,
        new CommandPublisher(vertx, connection, acks, terms),
        new CallExecution.Terms(
            limits.speech().age(),
            clock,
            new RateLimit(limits.rate().most(), limits.rate().within(), System::nanoTime),
            journal,
            metrics::commandPublished));
  }

  private BrokerSettings settings() {
    Topics topics = configuration.topics();
    return new BrokerSettings(
        configuration.broker(),
        configuration.clientId(),
        List.of(
            topics.transcript(),
            topics.transcriptJson(),
            topics.ack(),
            topics.vehicleState(),
            topics.vehicleStateJson(),
            // Our own status, which comes back to us behind everything that waited at the broker.
            topics.status()),
        configuration.limits().speech().age(),
        configuration.limits().broker());
  }

  private ModuleStatus identity() {
    return ModuleStatus.newBuilder()
        .setVersion(ModuleVersion.current().toString())
        .setModelId(parts.understanding().modelId())
        .setModelHash(parts.understanding().modelHash())
        .setCatalogueHash(parts.catalogue().hash())
        .setBoard(parts.preparation().board())
        .setStartedAtMs(clock.millis())
        .build();
  }

  /** Ends what was begun, as far as there is time, and goes in an orderly way. */
  private Future<Void> stop(Running last) {
    return last.intake()
        .close()
        .timeout(configuration.limits().stop().toMillis(), TimeUnit.MILLISECONDS)
        .transform(answered -> last.connection().stop())
        .transform(gone -> last.worker().executeBlocking(this::release))
        .onComplete(released -> last.journal().ifPresent(FileJournal::close))
        .onComplete(released -> log.info("stopped; counted {}", metrics.counts()))
        .mapEmpty();
  }

  private boolean release() {
    parts.understanding().release().run();
    return true;
  }
}
