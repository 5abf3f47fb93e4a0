package io.voxbus.module.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.voxbus.module.speech.Utterance;
import io.voxbus.proto.v1.Argument;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CommandResponse;
import io.voxbus.proto.v1.Timings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** A line of the flight recorder, with its line feed. */
final class RecordedLine {
  private static final JsonFactory JSON = new JsonFactory();

  private final boolean arguments;

  RecordedLine(boolean arguments) {
    this.arguments = arguments;
  }

  /** Writes fields of an object. */
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  String withoutCall(Instant time, Utterance utterance, CommandResponse answer) {
    return line(json -> common(json, time, utterance, answer));
  }

  String of(Instant time, Utterance utterance, CommandResponse answer, CallResult result) {
    return line(
        json -> {
          common(json, time, utterance, answer);
          json.writeStringField("function", result.getFunction());
          json.writeStringField("state", Labels.of(result.getState()));
          json.writeStringField("rule", result.getRule());
          json.writeStringField("command", result.getCommandId());
          if (arguments) {
            arguments(json, result);
          }
        });
  }

  String fault(Instant time, Throwable fault) {
    return line(
        json -> {
          json.writeStringField("time", time.toString());
          json.writeStringField("fault", fault.getClass().getName());
        });
  }

  private static void common(
      JsonGenerator json, Instant time, Utterance utterance, CommandResponse answer)
      throws IOException {
    Timings timings = answer.getTimings();
    json.writeStringField("time", time.toString());
    json.writeStringField("transcript", utterance.id());
    json.writeStringField("seat", Labels.of(utterance.speaker()));
    json.writeStringField("outcome", Labels.of(answer.getOutcome()));
    json.writeNumberField("wait_us", timings.getWaitUs());
    json.writeNumberField("resolve_us", timings.getResolveUs());
    json.writeNumberField("prepare_us", timings.getPrepareUs());
    json.writeNumberField("bridge_us", timings.getBridgeUs());
  }

  private static void arguments(JsonGenerator json, CallResult result) throws IOException {
    json.writeObjectFieldStart("arguments");
    for (Argument argument : result.getArgumentsList()) {
      if (argument.hasNumber()) {
        json.writeNumberField(argument.getName(), argument.getNumber());
      } else {
        json.writeStringField(argument.getName(), argument.getWord());
      }
    }
    json.writeEndObject();
  }

  private static String line(Fields fields) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes everything", e);
    }
    return line + "\n";
  }
}
