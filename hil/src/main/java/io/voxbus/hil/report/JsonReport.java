package io.voxbus.hil.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.voxbus.hil.run.Result;
import io.voxbus.hil.run.Seen;
import io.voxbus.hil.run.StepResult;
import io.voxbus.hil.run.Told;
import io.voxbus.hil.run.Utterance;
import io.voxbus.hil.scenario.Scenario;
import java.util.List;
import java.util.Locale;

/** Everything that a run found out, for programs. Times are in milliseconds. */
final class JsonReport {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonFormat.Printer PRINTER = JsonFormat.printer();

  private JsonReport() {}

  static ObjectNode of(RunRecord run) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("started", run.started().toString());
    json.put("took_ms", run.took().toNanos() / 1e6);
    json.set("targets", words(run.targets()));
    json.put("rounds", run.rounds());
    run.shuffle().ifPresent(seed -> json.put("shuffle", seed));
    ArrayNode results = json.putArray("results");
    run.results().forEach(result -> results.add(result(result)));
    return json;
  }

  private static ObjectNode result(Result result) {
    Scenario scenario = result.scenario();
    ObjectNode json = MAPPER.createObjectNode();
    json.put("scenario", scenario.name());
    json.put("about", scenario.about());
    json.put("file", scenario.file().toString());
    json.put("round", result.round());
    json.put("bench", result.bench());
    json.put("verdict", word(result.verdict()));
    json.put("message", result.message());
    json.put("started", result.started().toString());
    json.put("took_ms", result.took().toNanos() / 1e6);
    json.put("seed", scenario.seed());
    json.set("tags", words(scenario.tags()));
    json.set("requirements", words(scenario.requirements()));
    ObjectNode variables = json.putObject("variables");
    scenario.variables().forEach(variables::put);
    ArrayNode steps = json.putArray("steps");
    result.steps().forEach(step -> steps.add(step(step)));
    ArrayNode utterances = json.putArray("utterances");
    result.utterances().forEach(each -> utterances.add(utterance(each, result.origin())));
    ArrayNode seen = json.putArray("seen");
    result.seen().forEach(each -> seen.add(seen(each, result.origin())));
    return json;
  }

  private static ObjectNode step(StepResult step) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("phase", step.phase());
    json.put("id", step.step().id());
    json.put("line", step.step().line());
    json.put("action", step.step().action().words());
    json.put("intended_ms", step.intended() / 1e6);
    json.put("actual_ms", step.actual() / 1e6);
    json.put("ended_ms", step.ended() / 1e6);
    json.put("verdict", word(step.verdict()));
    json.put("message", step.message());
    return json;
  }

  private static ObjectNode utterance(Utterance utterance, long origin) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("transcript", utterance.id());
    json.put("said_ms", (utterance.said() - origin) / 1e6);
    utterance.micros().forEach((stage, micros) -> json.put(stage.word() + "_ms", micros / 1e3));
    return json;
  }

  private static ObjectNode seen(Seen seen, long origin) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("at_ms", (seen.nanos() - origin) / 1e6);
    json.put("told", Told.of(seen.what()));
    if (seen.what() instanceof Seen.Commanded commanded) {
      json.set("command", json(commanded.command()));
    } else if (seen.what() instanceof Seen.Acked acked) {
      json.set("ack", json(acked.ack()));
    } else if (seen.what() instanceof Seen.Answered answered) {
      json.set("response", json(answered.response()));
    } else if (seen.what() instanceof Seen.OnBus onBus) {
      json.set("frame", frame(onBus));
    }
    return json;
  }

  private static ObjectNode frame(Seen.OnBus frame) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("candump", frame.line().toString());
    json.put("command", frame.commandId());
    json.put("message", frame.message());
    frame.sound().ifPresent(sound -> json.put("protection", sound ? "sound" : "broken"));
    ObjectNode signals = json.putObject("signals");
    frame.signals().forEach(each -> signals.put(each.signal().name(), each.physical()));
    return json;
  }

  private static JsonNode json(Message message) {
    try {
      return MAPPER.readTree(PRINTER.print(message));
    } catch (InvalidProtocolBufferException | JsonProcessingException impossible) {
      throw new IllegalStateException("protobuf's own JSON is JSON", impossible);
    }
  }

  private static ArrayNode words(List<String> words) {
    ArrayNode array = MAPPER.createArrayNode();
    words.forEach(array::add);
    return array;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
