package io.voxbus.module.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxbus.vehicle.Call;
import io.voxbus.vehicle.Catalogue;
import io.voxbus.vehicle.IllegalCallException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Calls as JSON: of golden commands, contexts and rows; what is one is the same when written. */
final class CallJsonFuzzTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Catalogue CATALOGUE = Catalogue.standard();

  @DictionaryEntries({
    "\"function\":",
    "\"args\":",
    "\"temperature\":",
    "\"set_temperature\"",
    "\"set_volume\"",
    "\"area\":",
    "\"level\":",
    "\"max\"",
    "\"control_window\"",
    "\"position\":",
    "\"action\":",
    "1e400",
    "1e-400",
    "21.0",
    "2.1e1",
    "99999999999999999999",
    "null",
    "true"
  })
  @FuzzTest
  void areReadAndWrittenTheSameOrRefused(byte[] bytes) {
    try {
      List<Call> calls = CallJson.calls(tree(bytes), CATALOGUE);
      JsonNode written = JSON.valueToTree(calls.stream().map(Call::toMap).toList());
      assertEquals(calls, CallJson.calls(written, CATALOGUE));
    } catch (IllegalArgumentException | IllegalCallException | JsonProcessingException refused) {
      // What is no list of calls is refused so.
    }
  }

  private static JsonNode tree(byte[] bytes) throws JsonProcessingException {
    return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
  }
}
