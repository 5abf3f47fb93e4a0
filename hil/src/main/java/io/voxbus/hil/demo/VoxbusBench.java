package io.voxbus.hil.demo;

import io.voxbus.canbridge.SocketCanCommand;
import io.voxbus.hil.bench.BenchLoadCommand;
import io.voxbus.hil.bench.MergeCommand;
import io.voxbus.hil.bench.RecordCommand;
import io.voxbus.hil.bench.ReplayCommand;
import io.voxbus.hil.bench.RunCommand;
import io.voxbus.hil.chaos.ChaosCommand;
import io.voxbus.hil.faults.FaultsCommand;
import io.voxbus.hil.load.LoadCommand;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.app.Voxbus;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The command {@code voxbus} with the bench: all commands of the service and the CAN bridge, and
 * the demonstration, the broker, the virtual bridge, the virtual vehicle and the signer of
 * transcripts. Without a command it is the demonstration.
 */
public final class VoxbusBench {
  private VoxbusBench() {}

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
    CommandLine line = new CommandLine(new DemoCommand(terminal));
    if (Voxbus.isService(args)) {
      Voxbus.addService(line, terminal);
    } else {
      addCommands(line, terminal);
    }
    return Voxbus.execute(line, terminal, args);
  }

  private static void addCommands(CommandLine line, Terminal terminal) {
    Voxbus.addCommands(line, terminal);
    Optional.ofNullable(line.getSubcommands().get("bench"))
        .ifPresent(bench -> addTo(bench, terminal));
    line.addSubcommand(new BrokerCommand(terminal));
    line.addSubcommand(new BridgeCommand(terminal));
    line.addSubcommand(new SocketCanCommand(terminal));
    line.addSubcommand(new VehicleCommand(terminal));
    line.addSubcommand(new ChaosCommand(terminal));
    line.addSubcommand(new LoadCommand(terminal));
    line.addSubcommand(new SignCommand(terminal));
  }

  /** The commands that drive a device, beside the measurements of the service's own. */
  private static void addTo(CommandLine bench, Terminal terminal) {
    bench.addSubcommand(new RunCommand(terminal));
    bench.addSubcommand(new FaultsCommand(terminal));
    bench.addSubcommand(new BenchLoadCommand(terminal));
    bench.addSubcommand(new MergeCommand(terminal));
    bench.addSubcommand(new RecordCommand(terminal));
    bench.addSubcommand(new ReplayCommand(terminal));
  }
}
