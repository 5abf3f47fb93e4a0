package io.voxbus.dbc;

/** A DBC file cannot be used. The message names the file, the line, the cause and the mend. */
public final class DbcException extends RuntimeException {
  private final transient DbcFinding finding;

  DbcException(DbcFinding finding) {
    super(finding.place() + ": " + finding.text());
    this.finding = finding;
  }

  DbcFinding finding() {
    return finding;
  }
}
