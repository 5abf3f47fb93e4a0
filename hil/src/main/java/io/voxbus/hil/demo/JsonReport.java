package io.voxbus.hil.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.voxbus.hil.demo.BusRecorder.SentFrame;
import java.util.List;

/** A turn for programs: {@code {"text", "response", "frames", "heard_after_us"}} on one line. */
final class JsonReport implements Report {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonFormat.Printer PRINTER = JsonFormat.printer();

  @Override
  public String of(Turn turn) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("text", turn.text());
    json.set("response", response(turn));
    json.set("frames", frames(turn.frames()));
    json.put("heard_after_us", turn.took().toNanos() / 1000);
    return json + "\n";
  }

  private static JsonNode response(Turn turn) {
    try {
      return MAPPER.readTree(PRINTER.print(turn.response()));
    } catch (InvalidProtocolBufferException | JsonProcessingException impossible) {
      throw new IllegalStateException("protobuf's own JSON is JSON", impossible);
    }
  }

  private static ArrayNode frames(List<List<SentFrame>> calls) {
    ArrayNode all = MAPPER.createArrayNode();
    calls.stream().flatMap(List::stream).map(JsonReport::frame).forEach(all::add);
    return all;
  }

  private static ObjectNode frame(SentFrame frame) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("candump", frame.line().toString());
    json.put("message", frame.message());
    ObjectNode signals = json.putObject("signals");
    frame.signals().forEach(each -> signals.put(each.signal().name(), each.physical()));
    return json;
  }
}
