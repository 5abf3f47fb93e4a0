package io.voxbus.module.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A command that was run, and what it said.
 *
 * @param code its exit code
 * @param out lines of standard output
 * @param err lines of standard error
 */
public record CommandRun(int code, List<String> out, List<String> err) {

  /** Runs {@code voxbus} with these arguments and nothing on standard input. */
  public static CommandRun of(String... args) {
    return with("", args);
  }

  /** Runs {@code voxbus} with a text on standard input. */
  public static CommandRun with(String in, String... args) {
    return with(in.getBytes(StandardCharsets.UTF_8), args);
  }

  /** Runs {@code voxbus} with bytes on standard input. */
  public static CommandRun with(byte[] in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(new ByteArrayInputStream(in), utf8(out), utf8(err), false);
    int code = Voxbus.run(terminal, args);
    return new CommandRun(code, lines(out), lines(err));
  }

  private static PrintStream utf8(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }

  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
