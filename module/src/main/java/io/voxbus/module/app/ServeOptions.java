package io.voxbus.module.app;

import io.voxbus.module.agent.AgentTopics;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.Hardware;
import io.voxbus.module.reply.Wording;
import io.voxbus.module.speech.SigningKeys;
import io.voxbus.proto.v1.AckState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code voxbus serve} that make its configuration. */
final class ServeOptions {
  @Option(
      names = "--board",
      paramLabel = "DIR",
      required = true,
      description = "the folder with the board's board.yaml, mapping.yaml and DBC file")
  private Path board = Path.of("");

  @Mixin private final BrokerOptions broker = new BrokerOptions();

  @Option(
      names = "--vehicle",
      paramLabel = "NAME",
      description = "the vehicle's name in the topics (${DEFAULT-VALUE})")
  private String vehicle = ServiceConfiguration.DEFAULT_VEHICLE;

  @Option(
      names = "--prefix",
      paramLabel = "TOPIC",
      description = "what all topics begin with (${DEFAULT-VALUE})")
  private String prefix = ServiceConfiguration.DEFAULT_PREFIX;

  @Option(
      names = "--await-confirmation",
      description = "a call counts as carried out when the vehicle's own state followed")
  private boolean awaitConfirmation;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "the folder for the journal, by which commands that may be lost go out again, none is done"
              + " twice and no transcript is left unanswered when the service is ended at any"
              + " moment (none)")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--command-rate",
      paramLabel = "N",
      description = "how many commands may go out in ten seconds (what the board says)")
  private Optional<Integer> rate = Optional.empty();

  @Option(
      names = "--transcript-key",
      paramLabel = "FILE",
      description =
          "take only transcripts that a key of this file signed: a line for each, name and"
              + " hexadecimal digits")
  private Optional<Path> transcriptKey = Optional.empty();

  @Option(
      names = "--command-key",
      paramLabel = "FILE",
      description = "sign commands with the first key of this file, for the bridge to check")
  private Optional<Path> commandKey = Optional.empty();

  @Option(
      names = "--sentences",
      paramLabel = "FILE",
      description =
          "say what this file words in its words, in another language for example; it has the form"
              + " of sentences.properties")
  private Optional<Path> sentences = Optional.empty();

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description =
          "the folder of models on a data volume, from which a new one takes over while the service"
              + " runs; see 'voxbus model install' (none)")
  private Optional<Path> models = Optional.empty();

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = "with --models: the public keys, in PEM, of those whose bundles are run")
  private Optional<Path> trust = Optional.empty();

  @Option(
      names = "--update-agent",
      paramLabel = "DOMAIN",
      arity = "0..1",
      fallbackValue = "voxbus-model",
      description =
          "with --models: take an update manager's desired states for this domain"
              + " (${FALLBACK-VALUE} if none is named) and answer, as Eclipse Kanto's update agents"
              + " do; see docs/updates.md (nobody's)")
  private Optional<String> agent = Optional.empty();

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException when an option has an impossible value; says which
   * @throws io.voxbus.module.ground.BoardException when the board's file is missing or wrong
   */
  ServiceConfiguration configuration(Path model) {
    Hardware hardware = Board.read(board).hardware();
    ServiceConfiguration configuration =
        ServiceConfiguration.standard(broker.address(hardware), board, model)
            .withTopics(new Topics(prefix, vehicle))
            .withGoal(awaitConfirmation ? AckState.ACK_CONFIRMED : AckState.ACK_TRANSMITTED)
            .withLimits(
                ServiceLimits.STANDARD.withRate(
                    new ServiceLimits.Rate(
                        rate.orElse(hardware.commandRate()), Duration.ofSeconds(10))))
            .withWording(sentences.map(Wording::read).orElse(Wording.ENGLISH))
            .withKeys(
                new ServiceConfiguration.Keys(
                    transcriptKey.map(SigningKeys::read), commandKey.map(SigningKeys::read)));
    return withModels(state.map(configuration::withState).orElse(configuration));
  }

  private ServiceConfiguration withModels(ServiceConfiguration configuration) {
    if (models.isPresent() != trust.isPresent()) {
      throw new IllegalArgumentException(
          "--models and --trust belong together; make a key with 'voxbus model keygen'");
    }
    if (agent.isPresent() && models.isEmpty()) {
      throw new IllegalArgumentException("--update-agent needs --models and --trust");
    }
    return models.isPresent() && trust.isPresent()
        ? configuration.withModels(
            new ServiceConfiguration.Models(models.get(), trust.get(), agent.map(AgentTopics::new)))
        : configuration;
  }
}
