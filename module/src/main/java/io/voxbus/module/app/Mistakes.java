package io.voxbus.module.app;

import io.voxbus.dbc.DbcException;
import io.voxbus.module.ground.BoardException;
import io.voxbus.module.resolve.BundleException;
import io.voxbus.module.update.UpdateException;
import io.voxbus.vehicle.CatalogueException;
import io.voxbus.vehicle.IllegalCallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Tells a mistake of the user's, which is one line, from a fault of the program. */
public final class Mistakes {
  private static final List<Class<? extends Exception>> KINDS =
      List.of(
          CommandException.class,
          BoardException.class,
          BundleException.class,
          DbcException.class,
          UpdateException.class,
          CatalogueException.class,
          IllegalCallException.class,
          IOException.class,
          UncheckedIOException.class);

  private Mistakes() {}

  /** Whether a fault is a mistake of the user's. */
  public static boolean isMistake(Exception fault) {
    return KINDS.stream().anyMatch(kind -> kind.isInstance(fault));
  }

  /** The one line. */
  public static String line(Exception mistake) {
    Throwable cause = mistake.getCause();
    if (mistake instanceof UncheckedIOException && cause instanceof IOException io) {
      return line(io);
    }
    return mistake instanceof FileSystemException file ? line(file) : firstLine(mistake);
  }

  private static String line(FileSystemException fault) {
    if (fault instanceof NoSuchFileException) {
      return "there is no " + fault.getFile();
    }
    if (fault instanceof AccessDeniedException) {
      return "no permission for " + fault.getFile();
    }
    if (fault instanceof FileAlreadyExistsException) {
      return fault.getFile() + " is there already";
    }
    return firstLine(fault);
  }

  static String firstLine(Throwable fault) {
    return String.valueOf(fault.getMessage())
        .lines()
        .findFirst()
        .orElse(fault.getClass().getSimpleName());
  }
}
