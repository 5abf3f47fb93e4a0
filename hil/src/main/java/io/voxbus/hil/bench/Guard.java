package io.voxbus.hil.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.voxbus.module.app.Mistakes;
import io.voxbus.module.app.Terminal;
import io.voxbus.module.observe.Logs;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Runs a command of the bench: what is wrong with files or options is told in one line. */
public final class Guard {
  /** The exit code for a bench, a configuration or a scenario that is broken. */
  public static final int BROKEN = 2;

  private final CommandSpec spec;
  private final Terminal terminal;

  /** What a command does. */
  public interface Body {
    /** Its exit code. */
    int run() throws IOException, InterruptedException, TimeoutException;
  }

  /** For a command on a terminal. */
  public Guard(CommandSpec spec, Terminal terminal) {
    this.spec = spec;
    this.terminal = terminal;
  }

  /**
   * Runs it.
   *
   * @return its exit code; {@link #BROKEN} when it could not do its work
   * @throws ParameterException as the command throws it
   */
  public int run(Body body) throws InterruptedException {
    Logs.onlyErrors(); // the reports tell what a log would
    ((Logger) LoggerFactory.getLogger("io.moquette")).setLevel(Level.OFF); // its end is no error
    try {
      return body.run();
    } catch (IOException | TimeoutException | RuntimeException broken) {
      return tell(broken);
    }
  }

  /** What is thrown for a wrong option. */
  public ParameterException wrong(String mistake) {
    return new ParameterException(spec.commandLine(), mistake);
  }

  private int tell(Exception broken) {
    if (broken instanceof ParameterException wrong) {
      throw wrong;
    }
    String name = spec.qualifiedName();
    if (Mistakes.isMistake(broken)) {
      terminal.err().printf("%s: %s%n", name, Mistakes.line(broken));
    } else {
      terminal.err().printf("%s: internal error%n", name);
      broken.printStackTrace(terminal.err());
    }
    return BROKEN;
  }
}
