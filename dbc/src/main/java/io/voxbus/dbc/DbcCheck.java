package io.voxbus.dbc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells what is wrong or odd in a DBC file.
 *
 * <p>Errors are what makes {@link Dbc#read} refuse the file, and signals that lie on each other.
 * Warnings are what real files have and live with: a range that the bits cannot carry, a signal
 * beyond its message's end, labels that no value has.
 */
public final class DbcCheck {
  private DbcCheck() {}

  /** What there is to say of a file, in the order of its lines; a file that cannot be read, too. */
  public static List<DbcFinding> read(Path file) {
    try {
      return parse(file.toString(), Dbc.text(file.toString(), file));
    } catch (DbcException e) {
      return List.of(e.finding());
    }
  }

  /**
   * What there is to say of a file's text, in the order of its lines. What is no statement ends the
   * reading, so more may come up when it is mended.
   *
   * @param name the file's name, for the findings
   */
  public static List<DbcFinding> parse(String name, String text) {
    List<DbcFinding> findings = new ArrayList<>();
    try {
      DbcParser parser = new DbcParser(name, text, findings::add);
      parser.parse();
      parser.check();
    } catch (DbcException e) {
      findings.add(e.finding());
    }
    findings.sort(Comparator.comparingInt(DbcFinding::line));
    return List.copyOf(findings);
  }
}
