package io.voxbus.module.app;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code voxbus}. Exit codes: 0 done, 1 something failed or was found wrong, 2 the
 * command line is wrong.
 */
@Command(
    name = "voxbus",
    description = "Turns spoken commands into vehicle function calls and CAN frames.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something failed or was found wrong",
      "2:the command line is wrong"
    })
public final class Voxbus implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Voxbus() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String... args) {
    System.exit(run(Terminal.system(), args));
  }

  /**
   * Runs a command.
   *
   * @return its exit code
   */
  public static int run(Terminal terminal, String... args) {
    return execute(commandLine(terminal, args), terminal, args);
  }

  /** The command with its subcommands: all of them, or the service alone where it is meant. */
  public static CommandLine commandLine(Terminal terminal, String... args) {
    CommandLine line = new CommandLine(new Voxbus());
    if (isService(args)) {
      addService(line, terminal);
    } else {
      addCommands(line, terminal);
    }
    return line;
  }

  /** Whether the service is meant, which starts sooner without the other commands. */
  public static boolean isService(String... args) {
    return args.length > 0 && args[0].equals("serve");
  }

  /** Adds the service alone. */
  public static void addService(CommandLine line, Terminal terminal) {
    line.addSubcommand(new ServeCommand(terminal, Termination::bySignal));
  }

  /** Adds the subcommands, for a program that has these and others. */
  public static void addCommands(CommandLine line, Terminal terminal) {
    addService(line, terminal);
    line.addSubcommand(new ResolveCommand(terminal));
    line.addSubcommand(new EvaluateCommand(terminal));
    line.addSubcommand(new FramesCommand(terminal));
    line.addSubcommand(
        new CommandLine(new BoardCommand()).addSubcommand(new BoardCheckCommand(terminal)));
    line.addSubcommand(
        new CommandLine(new DbcCommand(terminal))
            .addSubcommand(new DbcDecodeCommand(terminal))
            .addSubcommand(new DbcEncodeCommand(terminal))
            .addSubcommand(new DbcCheckCommand(terminal)));
    line.addSubcommand(
        new CommandLine(new ModelCommand(terminal))
            .addSubcommand(new ModelVerifyCommand(terminal))
            .addSubcommand(new ModelKeygenCommand(terminal))
            .addSubcommand(new ModelBuildCommand(terminal))
            .addSubcommand(new ModelSignCommand(terminal))
            .addSubcommand(new ModelInstallCommand(terminal))
            .addSubcommand(new ModelRollbackCommand(terminal))
            .addSubcommand(new ModelListCommand(terminal))
            .addSubcommand(new ModelSendCommand(terminal)));
    line.addSubcommand(
        new CommandLine(new BenchCommand())
            .addSubcommand(new BenchResolveCommand(terminal))
            .addSubcommand(new BenchEncodeCommand(terminal)));
  }

  /**
   * Runs a command line, with every mistake of the user's told in one line.
   *
   * @return the exit code
   */
  public static int execute(CommandLine line, Terminal terminal, String... args) {
    line.setOut(writer(terminal.out()));
    line.setErr(writer(terminal.err()));
    line.setParameterExceptionHandler((mistake, ignored) -> tell(terminal, mistake));
    line.setExecutionExceptionHandler((fault, command, ignored) -> tell(terminal, fault, command));
    int code = line.execute(args);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static int tell(Terminal terminal, ParameterException mistake) {
    String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
    terminal
        .err()
        .printf("%s: %s; see '%s --help'%n", command, Mistakes.firstLine(mistake), command);
    return CommandLine.ExitCode.USAGE;
  }

  private static int tell(Terminal terminal, Exception fault, CommandLine command) {
    terminal.out().flush();
    String name = command.getCommandSpec().qualifiedName();
    if (Mistakes.isMistake(fault)) {
      terminal.err().printf("%s: %s%n", name, Mistakes.line(fault));
    } else {
      terminal.err().printf("%s: internal error%n", name);
      fault.printStackTrace(terminal.err());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
