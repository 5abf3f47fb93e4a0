package io.voxbus.dbc;

/** Where a reader tells what is wrong or odd. */
interface Findings {
  /** For whoever wants the file and no comments: the first error ends the reading. */
  Findings STRICT =
      finding -> {
        if (finding.level() == DbcFinding.Level.ERROR) {
          throw new DbcException(finding);
        }
      };

  void add(DbcFinding finding);
}
