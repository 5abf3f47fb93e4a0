package io.voxbus.canbridge;

import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Voxbus;
import picocli.CommandLine;

/**
 * The command {@code voxbus} as a vehicle has it: the service's commands and the CAN bridge,
 * without the bench.
 */
public final class VoxbusOnBoard {
  private VoxbusOnBoard() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String... args) {
    System.exit(run(Terminal.system(), args));
  }

  /**
   * Runs a command.
   *
   * @return its exit code: 0 done, 1 something failed, 2 the command line is wrong
   */
  public static int run(Terminal terminal, String... args) {
    CommandLine line = Voxbus.commandLine(terminal, args);
    if (!Voxbus.isService(args)) {
      line.addSubcommand(new SocketCanCommand(terminal));
    }
    return Voxbus.execute(line, terminal, args);
  }
}
