package io.voxbus.hil.report;

import io.voxbus.hil.run.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML: a suite for each file, a case for each scenario. What the device under test did wrong
 * is a failure, what the bench could not find out an error. Measurements, requirements and tags are
 * properties of the case.
 */
final class JunitReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ISO_LOCAL_DATE_TIME.withZone(ZoneOffset.UTC);

  private final XMLStreamWriter xml;
  private final Document run;

  private JunitReport(XMLStreamWriter xml, Document run) {
    this.xml = xml;
    this.run = run;
  }

  static void write(Path file, Document run) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
      new JunitReport(xml, run).write();
      xml.close();
    } catch (XMLStreamException fault) {
      throw new IOException(fault);
    }
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "voxbus bench");
    counts(run.cases());
    xml.writeAttribute("time", seconds(run.took()));
    Map<String, List<Case>> suites =
        run.cases().stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.text("file"), LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<String, List<Case>> suite : suites.entrySet()) {
      suite(suite.getKey(), suite.getValue());
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void counts(List<Case> results) throws XMLStreamException {
    xml.writeAttribute("tests", String.valueOf(results.size()));
    xml.writeAttribute("failures", count(results, Verdict.FAILED));
    xml.writeAttribute("errors", count(results, Verdict.ERROR));
  }

  private void suite(String file, List<Case> results) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", file);
    counts(results);
    xml.writeAttribute("skipped", count(results, Verdict.SKIPPED));
    xml.writeAttribute(
        "time", seconds(results.stream().map(Case::took).reduce(Duration.ZERO, Duration::plus)));
    xml.writeAttribute(
        "timestamp", TIME.format(results.get(0).started().truncatedTo(ChronoUnit.SECONDS)));
    xml.writeAttribute("hostname", run.host());
    xml.writeStartElement("properties");
    property("target", String.join(" ", run.targets()));
    xml.writeEndElement();
    for (Case result : results) {
      testCase(file, result);
    }
    xml.writeEndElement();
  }

  private void testCase(String file, Case result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", className(file));
    xml.writeAttribute("name", result.title(run.rounds()));
    xml.writeAttribute("time", seconds(result.took()));
    xml.writeAttribute("file", file);
    properties(result);
    switch (result.verdict()) {
      case FAILED -> verdict("failure", "expectation", result);
      case ERROR -> verdict("error", "bench", result);
      case SKIPPED -> {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", legal(result.text("message")));
      }
      case PASSED -> {}
    }
    xml.writeEndElement();
  }

  private void properties(Case result) throws XMLStreamException {
    xml.writeStartElement("properties");
    property("bench", result.text("bench"));
    property("seed", result.text("seed"));
    for (String tag : result.texts("tags")) {
      property("tag", tag);
    }
    for (String requirement : result.texts("requirements")) {
      property("requirement", requirement);
    }
    int number = 0;
    for (Case.Said said : result.utterances()) {
      number++;
      for (var stage : said.micros().entrySet()) {
        property(
            "utterance." + number + "." + stage.getKey().word() + "_ms",
            String.format(Locale.ROOT, "%.3f", stage.getValue() / 1e3));
      }
    }
    xml.writeEndElement();
  }

  private void property(String name, String value) throws XMLStreamException {
    xml.writeEmptyElement("property");
    xml.writeAttribute("name", name);
    xml.writeAttribute("value", legal(value));
  }

  private void verdict(String element, String type, Case result) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("message", legal(result.text("message")));
    xml.writeAttribute("type", type);
    xml.writeCharacters(legal(Chronicle.of(result)));
    xml.writeEndElement();
  }

  private static String count(List<Case> results, Verdict verdict) {
    return String.valueOf(results.stream().filter(each -> each.verdict() == verdict).count());
  }

  private static String className(String file) {
    return file.replaceFirst("\\.yaml$", "").replaceAll("[/\\\\]+", ".");
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
  }

  /** Without the characters that no XML may contain. */
  private static String legal(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
  }
}
