package io.voxbus.module.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of the update manager's.
 *
 * @param activity the operation to which it belongs, as the manager names it
 * @param payload the object in it; a missing node where there is none
 */
record Request(String activity, JsonNode payload) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads an envelope.
   *
   * @throws AgentException when it is none
   */
  static Request read(byte[] message) {
    try {
      JsonNode envelope = JSON.readTree(message);
      JsonNode activity = envelope.path("activityId");
      if (!activity.isTextual()) {
        throw new AgentException("a message has no activityId");
      }
      return new Request(activity.textValue(), envelope.path("payload"));
    } catch (IOException e) {
      throw new AgentException("a message is no JSON");
    }
  }

  /**
   * The one component of a domain's desired state.
   *
   * @throws AgentException when the domain has none, or several
   */
  DesiredModel desired(String domain) {
    List<JsonNode> components = new ArrayList<>();
    for (JsonNode each : payload.path("domains")) {
      if (each.path("id").asText().equals(domain)) {
        each.path("components").forEach(components::add);
      }
    }
    if (components.size() != 1) {
      throw new AgentException(
          "domain %s must have one component, has %d".formatted(domain, components.size()));
    }
    return desired(components.get(0));
  }

  private static DesiredModel desired(JsonNode component) {
    return new DesiredModel(
        component.path("id").asText(),
        component.path("version").asText(),
        configured(component, "file"),
        configured(component, "sha256"));
  }

  private static String configured(JsonNode component, String key) {
    for (JsonNode pair : component.path("config")) {
      if (pair.path("key").asText().equals(key)) {
        return pair.path("value").asText();
      }
    }
    return "";
  }

  /**
   * The command.
   *
   * @throws AgentException when it is none that this agent knows
   */
  Step step() {
    String name = payload.path("command").asText();
    try {
      return Step.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      throw new AgentException("there is no command \"%s\"".formatted(name));
    }
  }
}
