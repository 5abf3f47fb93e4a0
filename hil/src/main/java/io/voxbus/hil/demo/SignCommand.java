package io.voxbus.hil.demo;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.voxbus.module.app.CommandException;
import io.voxbus.module.app.ServiceConfiguration;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Version;
import io.voxbus.module.speech.SigningKeys;
import io.voxbus.module.speech.TranscriptSigning;
import io.voxbus.proto.v1.Transcript;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code voxbus sign}: plays a recogniser that signs what it heard. */
@Command(
    name = "sign",
    description =
        "Signs transcripts: reads a JSON transcript from each line of standard input, and writes it"
            + " with its signature. One without spokenAtMs was spoken just now.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SignCommand implements Callable<Integer> {
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().omittingInsignificantWhitespace();

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--transcript-key",
      paramLabel = "FILE",
      required = true,
      description = "the file with the key, as voxbus serve has it; its first key signs")
  private Path key = Path.of("");

  @Option(
      names = "--vehicle",
      paramLabel = "NAME",
      description = "the vehicle's name in the topics (${DEFAULT-VALUE})")
  private String vehicle = ServiceConfiguration.DEFAULT_VEHICLE;

  SignCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    TranscriptSigning signing = new TranscriptSigning(keys(), vehicle);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      terminal.out().println(JSON.print(signing.sign(transcript(line))));
    }
    return 0;
  }

  private SigningKeys keys() {
    try {
      return SigningKeys.read(key);
    } catch (IllegalArgumentException mistake) {
      throw new ParameterException(spec.commandLine(), mistake.getMessage(), mistake);
    }
  }

  /**
   * A transcript as it is to be signed.
   *
   * @throws CommandException when the line is none
   */
  static Transcript transcript(String json) {
    Transcript.Builder transcript =
        Transcript.newBuilder().setSpokenAtMs(System.currentTimeMillis());
    try {
      JsonFormat.parser().merge(json, transcript);
    } catch (InvalidProtocolBufferException mistake) {
      throw new CommandException("a line is no JSON transcript: " + mistake.getMessage());
    }
    return transcript.build();
  }
}
