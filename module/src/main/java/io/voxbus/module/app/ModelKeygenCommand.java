package io.voxbus.module.app;

import io.voxbus.module.update.ReleaseKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code voxbus model keygen}: a pair of keys for signing bundles. */
@Command(
    name = "keygen",
    description = {
      "Makes a pair of Ed25519 keys in PEM, as 'openssl genpkey -algorithm ed25519' does: FILE signs bundles and must not leave"
          + " its owner, FILE.pub goes into every vehicle. A file that is there already is not written over."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ModelKeygenCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "the file of the private key")
  private Path out = Path.of("");

  ModelKeygenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ReleaseKeys.Pair pair = ReleaseKeys.generate();
    Path publicFile = out.resolveSibling(out.getFileName() + ".pub");
    write(out, pair.privateKey(), "rw-------");
    write(publicFile, pair.publicKey(), "rw-r--r--");
    terminal.out().printf("private %s%npublic  %s%n", out, publicFile);
    return 0;
  }

  private static void write(Path file, String pem, String permissions) throws IOException {
    Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel =
        Files.newByteChannel(
            file,
            fresh,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)))) {
      channel.write(StandardCharsets.US_ASCII.encode(pem));
    }
  }
}
