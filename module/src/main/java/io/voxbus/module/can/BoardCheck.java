package io.voxbus.module.can;

import io.voxbus.dbc.DbcException;
import io.voxbus.module.ground.Board;
import io.voxbus.module.ground.BoardException;
import io.voxbus.module.ground.BoardFile;
import io.voxbus.module.ground.BoardPart;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.FunctionSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks through a board's files for everything that is wrong: what the service refuses to start
 * with, and what it would start with and not do.
 */
public final class BoardCheck {
  private final Path folder;

  /** One mistake may be met on several ways, for example as a word and as the end of a range. */
  private final Set<String> findings = new LinkedHashSet<>();

  private BoardCheck(Path folder) {
    this.folder = folder;
  }

  /**
   * What was found.
   *
   * @param findings each with file, place, cause and mend; a good board has none
   * @param notes what is worth a look and may be meant so
   */
  public record Report(List<String> findings, List<String> notes) {
    /** Copies the lists. */
    public Report {
      findings = List.copyOf(findings);
      notes = List.copyOf(notes);
    }
  }

  /** Checks a board's folder. */
  public static Report of(Path folder) {
    BoardCheck check = new BoardCheck(folder);
    try {
      List<String> notes = check.run();
      return new Report(List.copyOf(check.findings), notes);
    } catch (BoardException | DbcException e) {
      check.findings.add(String.valueOf(e.getMessage()));
      return new Report(List.copyOf(check.findings), List.of());
    }
  }

  private List<String> run() {
    Board board = Board.read(folder, this::tell);
    BoardFile file = BoardFile.read(folder, "board.yaml");
    checkCoverage(file);
    checkName(file.get("board"));
    if (!findings.isEmpty()) {
      return List.of("mapping.yaml is checked when board.yaml is right");
    }
    BoardFile mappings = BoardFile.read(folder, "mapping.yaml");
    BoardMapping mapping = BoardMapping.read(folder, board, this::tell);
    Map<String, BoardPart> mapped = new TreeMap<>(mappings.entries("functions"));
    mapped.keySet().retainAll(mapping.functions().keySet());
    mapped.forEach((name, part) -> checkFunction(board, mapping, name, part));
    checkVss(mapped);
    new FeedbackCheck(mapping, this::tell).run(mappings);
    MessageCheck messages = new MessageCheck(board, mapping, this::tell);
    messages.run(mappings);
    return messages.notes();
  }

  private void tell(BoardException mistake) {
    findings.add(String.valueOf(mistake.getMessage()));
  }

  private void checkCoverage(BoardFile file) {
    Set<String> named = new HashSet<>(file.entries("functions").keySet());
    named.addAll(file.entries("unsupported").keySet());
    for (FunctionSpec function : Catalogue.standard().functions()) {
      if (!named.contains(function.name())) {
        tell(
            file.get("functions")
                .refusal(
                    function.name() + " of the catalogue stands nowhere",
                    "add it here, or under unsupported with the reason"));
      }
    }
  }

  private void checkName(BoardPart name) {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    if (!String.valueOf(last).equals(name.text())) {
      tell(name.refusal("the folder has another name, " + last, "give both the same"));
    }
    if (!Files.exists(folder.resolve("README.md"))) {
      tell(name.refusal("there is no README.md", "write one that says what car it is"));
    }
  }

  private void checkFunction(Board board, BoardMapping mapping, String name, BoardPart part) {
    FunctionSpec spec = Catalogue.standard().function(name);
    board
        .function(name)
        .ifPresent(facts -> new FunctionCheck(board, mapping, spec, facts, this::tell).run(part));
  }

  /** All functions say what they are in VSS, or none does. */
  private void checkVss(Map<String, BoardPart> mapped) {
    List<BoardPart> silent =
        mapped.values().stream().filter(part -> part.find("vss").isEmpty()).toList();
    if (silent.size() < mapped.size()) {
      silent.forEach(
          part ->
              tell(part.refusal("the key vss is missing", "name an actuator, or write vss: none")));
    }
  }
}
