package io.voxbus.hil.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Which fault was found by which scenarios. */
final class FaultsReport {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST_NAMED = 3;

  private final Map<SeededFault, Suite.Finding> findings = new LinkedHashMap<>();

  void add(SeededFault fault, Suite.Finding finding) {
    findings.put(fault, finding);
  }

  /** How many were found. */
  long found() {
    return findings.entrySet().stream()
        .filter(each -> isFound(each.getKey(), each.getValue()))
        .count();
  }

  boolean allFound() {
    return found() == findings.size();
  }

  /** Whether a scenario that is to find it did. */
  private static boolean isFound(SeededFault fault, Suite.Finding finding) {
    return finding.failed().stream()
        .anyMatch(name -> fault.by().stream().anyMatch(name::startsWith));
  }

  /** One line for a fault. */
  static void line(PrintStream out, SeededFault fault, Suite.Finding finding) {
    out.printf(
        Locale.ROOT,
        "%-28s %-40s (%.0f s)%n",
        fault.name(),
        told(fault, finding),
        finding.seconds());
    out.flush();
  }

  private static String told(SeededFault fault, Suite.Finding finding) {
    return switch (finding.course()) {
      case PASSED -> "NOT FOUND";
      case BROKEN -> "BROKEN: the device did not start";
      case FAILED ->
          (isFound(fault, finding) ? "found by " : "NOT FOUND, though failed: ")
              + scenarios(finding);
    };
  }

  private static String scenarios(Suite.Finding finding) {
    int all = finding.failed().size();
    String named =
        String.join(
            ", ", finding.failed().subList(0, Math.min(MOST_NAMED, finding.failed().size())));
    return all > MOST_NAMED ? named + " and " + (all - MOST_NAMED) + " more" : named;
  }

  /** Everything, for programs. */
  void write(Path file) throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("found", found());
    json.put("faults", findings.size());
    ArrayNode list = json.putArray("findings");
    findings.forEach(
        (fault, finding) -> {
          ObjectNode each = list.addObject();
          each.put("fault", fault.name());
          each.put("about", fault.about());
          each.put("file", fault.file().toString());
          each.put("found", isFound(fault, finding));
          each.put("course", finding.course().name().toLowerCase(Locale.ROOT));
          ArrayNode failed = each.putArray("failed");
          finding.failed().forEach(failed::add);
          each.put("seconds", finding.seconds());
        });
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
  }
}
