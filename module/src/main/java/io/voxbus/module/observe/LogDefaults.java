package io.voxbus.module.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * How logs are written in a process that does not say how; no configuration file is looked for. The
 * system property {@code voxbus.log.level} sets another level.
 */
public final class LogDefaults extends ContextAwareBase implements Configurator {
  private static final String LEVEL = "voxbus.log.level";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logs.write(context, false, level(Level.INFO), false);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  static Level level(Level otherwise) {
    return Level.toLevel(System.getProperty(LEVEL), otherwise);
  }
}
