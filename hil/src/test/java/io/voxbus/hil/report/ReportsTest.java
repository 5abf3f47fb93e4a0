package io.voxbus.hil.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.voxbus.canbridge.CandumpLine;
import io.voxbus.hil.run.Result;
import io.voxbus.hil.run.Seen;
import io.voxbus.hil.run.Stage;
import io.voxbus.hil.run.StepResult;
import io.voxbus.hil.run.Utterance;
import io.voxbus.hil.run.Verdict;
import io.voxbus.hil.scenario.Action;
import io.voxbus.hil.scenario.Scenario;
import io.voxbus.hil.scenario.Step;
import io.voxbus.proto.v1.Frame;
import io.voxbus.proto.v1.Seat;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ReportsTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final Path BOARD = Path.of("..", "board-configs", "virtual");

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Path scenario = folder.resolve("a<b>.yaml");
    Files.writeString(scenario, "scenario: a");
    List<Result> results =
        List.of(
            result(scenario, "good & well", Verdict.PASSED, ""),
            result(scenario, "bad", Verdict.FAILED, "expected \"<x>\", but saw \u0001"),
            result(scenario, "broken", Verdict.ERROR, "no broker"),
            result(scenario, "unfit", Verdict.SKIPPED, "no bus"));
    RunRecord run =
        new RunRecord(
            START,
            List.of("virtual"),
            1,
            Optional.of(5L),
            BOARD,
            BOARD,
            results,
            Map.of("bench-1", Map.of("version", "1")),
            Duration.ofSeconds(3));
    Reports.write(folder.resolve("out"), run);
  }

  @Test
  void junitTellsFailuresFromErrorsAndHasMeasurementsAsProperties() throws Exception {
    org.w3c.dom.Document xml =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file("junit.xml"));
    Element all = xml.getDocumentElement();
    assertEquals(List.of("4", "1", "1"), attributes(all, "tests", "failures", "errors"));
    Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
    assertEquals(
        List.of("4", "1", "1", "1", "2026-11-24T10:00:00"),
        attributes(suite, "tests", "failures", "errors", "skipped", "timestamp"));
    assertEquals(4, xml.getElementsByTagName("testcase").getLength());
    Element failure = (Element) xml.getElementsByTagName("failure").item(0);
    assertEquals("expected \"<x>\", but saw ?", failure.getAttribute("message"));
    assertTrue(failure.getTextContent().contains("say \"hi\""), failure.getTextContent());
    Element error = (Element) xml.getElementsByTagName("error").item(0);
    assertEquals("no broker", error.getAttribute("message"));
    String text = Files.readString(file("junit.xml").toPath());
    assertTrue(text.contains("name=\"utterance.1.to_command_ms\" value=\"12.345\""), text);
    assertTrue(text.contains("name=\"requirement\" value=\"REQ-1\""), text);
  }

  @Test
  void junitIsOfTheFormThatOthersRead() throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(ReportsTest.class.getResource("junit.xsd"))
        .newValidator()
        .validate(new StreamSource(file("junit.xml")));
  }

  @Test
  void runsThatArePutTogetherHaveTheResultsOfAll() throws IOException {
    Document one = Document.read(folder.resolve("out"));
    Reports.write(folder.resolve("all"), Document.merge(List.of(one, one), List.of("a", "b")));
    Document all = Document.read(folder.resolve("all"));
    assertEquals(2, all.count(Verdict.PASSED));
    assertEquals(2, all.count(Verdict.FAILED));
    assertEquals(Duration.ofSeconds(3), all.took());
    assertEquals(
        2 * Files.readAllLines(out("trace.log")).size(),
        Files.readAllLines(folder.resolve("all/trace.log")).size());
    assertEquals("1", all.environment().at("/b/devices/bench-1/version").asText());
  }

  @Test
  void aReportOfOneRunIsTheSameWhenItIsMadeAgain() throws IOException {
    Reports.write(folder.resolve("again"), Document.read(folder.resolve("out")));
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path other = folder.resolve("again").resolve(folder.resolve("out").relativize(file));
        assertEquals(-1, Files.mismatch(file, other), file::toString);
      }
    }
  }

  @Test
  void theTraceIsInCandumpsFormAndInVectors() throws IOException {
    assertEquals(
        List.of("(1795514401.500000) vcan0 123#0A1B", "(1795514401.500000) vcan0 18DAF110##10A1B"),
        Files.readAllLines(out("trace.log")).subList(0, 2));
    List<String> asc = Files.readAllLines(out("trace.asc"));
    assertEquals("base hex  timestamps absolute", asc.get(1));
    assertEquals("   1.500000 1  123             Tx   d 2 0A 1B", asc.get(5));
    assertTrue(asc.get(6).startsWith("   1.500000 CANFD   1 Tx     18DAF110x"), asc.get(6));
    assertTrue(asc.get(6).contains(" 1 0 2  2 0A 1B "), asc.get(6));
    assertEquals("End TriggerBlock", asc.get(asc.size() - 1));
  }

  @Test
  void histogramsAreReadByTheirLibrary() throws IOException {
    HistogramLogReader reader = new HistogramLogReader(file("latency/to_command.hlog"));
    Histogram all = new Histogram(3);
    EncodableHistogram interval = reader.nextIntervalHistogram();
    while (interval != null) {
      all.add((Histogram) interval);
      interval = reader.nextIntervalHistogram();
    }
    assertEquals(4, all.getTotalCount());
    assertTrue(all.valuesAreEquivalent(12_345, all.getMaxValue()));
    String percentiles = Files.readString(out("latency/to_command.hgrm"));
    assertTrue(percentiles.contains("Percentile"), percentiles);
    assertFalse(Files.exists(out("latency/wait.hlog")));
  }

  @Test
  void histogramsAreReadByTheirLibrarysOwnTool() throws Exception {
    Path processed = folder.resolve("processed");
    HistogramLogProcessor processor =
        new HistogramLogProcessor(
            new String[] {
              "-i", out("latency/to_command.hlog").toString(), "-o", processed.toString()
            });
    processor.start();
    processor.join();
    assertTrue(
        Files.readAllLines(Path.of(processed + ".hgrm")).stream()
            .anyMatch(line -> line.contains("Total count    =            4")),
        () -> processed.toString());
  }

  @Test
  void jsonSaysEverything() throws IOException {
    JsonNode json = new ObjectMapper().readTree(file("report.json"));
    assertEquals(5, json.path("shuffle").asInt());
    JsonNode bad = json.at("/results/1");
    assertEquals("failed", bad.path("verdict").asText());
    assertEquals("say \"hi\" (driver)", bad.at("/steps/0/action").asText());
    assertEquals(10.0, bad.at("/steps/0/intended_ms").asDouble());
    assertEquals(12.0, bad.at("/steps/0/actual_ms").asDouble());
    assertEquals("M", bad.at("/seen/0/frame/message").asText());
    assertEquals(12.345, bad.at("/utterances/0/to_command_ms").asDouble());
  }

  @Test
  void theEnvironmentIsToldWithTheHashesOfAllFiles() throws IOException {
    JsonNode json = new ObjectMapper().readTree(file("environment.json"));
    assertEquals("1", json.at("/devices/bench-1/version").asText());
    assertTrue(json.at("/host/processors").asInt() > 0);
    assertEquals(64, json.path("catalogue_hash").asText().length());
    assertEquals(
        64, json.path("board").path(BOARD.resolve("board.yaml").toString()).asText().length());
    assertEquals(1, json.path("scenarios").size());
  }

  @Test
  void thePageNeedsNothingElseAndShowsFailuresFirst() throws IOException {
    String page = Files.readString(out("report.html"));
    assertFalse(page.contains("<script") || page.contains("http://") || page.contains("https://"));
    assertTrue(page.contains("expected &quot;&lt;x&gt;&quot;, but saw"), page);
    assertTrue(page.indexOf("no broker") < page.indexOf("good &amp; well"), page);
    assertTrue(page.contains("<polyline"), page);
  }

  private Result result(Path file, String name, Verdict verdict, String message) {
    Scenario scenario =
        new Scenario(
            file,
            name,
            "about it",
            List.of("tag"),
            List.of("REQ-1"),
            3,
            Map.of(),
            List.of(),
            List.of(),
            List.of());
    Action say =
        new Action.Say(
            "hi",
            new Action.Say.Details(
                Seat.SEAT_DRIVER, Optional.empty(), List.of(), "", "", Duration.ZERO, false),
            Optional.empty());
    Step step = new Step("step 1", 3, new Step.Start.At(Duration.ofMillis(10)), say);
    StepResult taken =
        new StepResult("steps", step, 10_000_000, 12_000_000, 13_000_000, verdict, message);
    return new Result(
        scenario,
        1,
        "bench-1",
        verdict,
        message,
        START,
        Duration.ofMillis(1500),
        1_000_000_000L,
        List.of(taken),
        List.of(seen(0x123, false), seen(0x18DAF110, true)),
        List.of(new Utterance("t", 1_100_000_000L, Map.of(Stage.TO_COMMAND, 12_345L))));
  }

  private static Seen seen(int id, boolean extended) {
    Frame frame =
        Frame.newBuilder()
            .setCanId(id)
            .setExtended(extended)
            .setFd(extended)
            .setData(ByteString.copyFrom(new byte[] {0x0A, 0x1B}))
            .build();
    CandumpLine line = new CandumpLine(START.plusMillis(1500), "vcan0", frame);
    return new Seen(1_200_000_000L, new Seen.OnBus("t/0", line, "M", List.of(), Optional.empty()));
  }

  private static List<String> attributes(Element element, String... names) {
    return Arrays.stream(names).map(element::getAttribute).toList();
  }

  private File file(String name) {
    return out(name).toFile();
  }

  private Path out(String name) {
    return folder.resolve("out").resolve(name);
  }
}
