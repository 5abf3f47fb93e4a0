package io.voxbus.module.app;

import io.voxbus.module.speech.SecretFile;
import io.voxbus.module.update.PackageWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code voxbus model sign}: puts a signature into a bundle's file. */
@Command(
    name = "sign",
    description =
        "Signs a file of 'voxbus model build' with an Ed25519 key: the bytes of its manifest, which has the hash of every other"
            + " file, are signed.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ModelSignCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "the bundle's file")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "the private key, in PEM, unencrypted; not readable by others")
  private Path key = Path.of("");

  ModelSignCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    PackageWriter.sign(file, new String(secret(), StandardCharsets.ISO_8859_1));
    terminal.out().printf("%s  signed%n", file);
    return 0;
  }

  private byte[] secret() {
    try {
      return SecretFile.read(key);
    } catch (IllegalArgumentException e) {
      throw new CommandException(Mistakes.firstLine(e));
    }
  }
}
