package io.voxbus.module.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxbus.module.update.ModelStore;
import io.voxbus.proto.v1.ModelStoreState;
import java.time.InstantSource;

/** Writes what the update manager reads: JSON in an envelope of activity, time and payload. */
final class AgentMessages {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Under which id the bundle that answers stands among the software of the vehicle. */
  private static final String NODE = "model";

  private final String domain;
  private final InstantSource clock;

  AgentMessages(String domain, InstantSource clock) {
    this.domain = domain;
    this.clock = clock;
  }

  String feedback(Feedback feedback) {
    ObjectNode payload = JSON.createObjectNode().put("status", feedback.status());
    if (!feedback.message().isEmpty()) {
      payload.put("message", feedback.message());
    }
    ArrayNode actions = payload.putArray("actions");
    if (!feedback.action().isEmpty()) {
      ObjectNode action = actions.addObject();
      action
          .putObject("component")
          .put("id", domain + ":" + feedback.component())
          .put("version", feedback.version());
      action.put("status", feedback.action()).put("message", feedback.message());
    }
    return envelope(feedback.activity(), payload);
  }

  /** The software of the domain: the bundle that answers. */
  String currentState(String activity, ModelStore store) {
    ModelStoreState state = store.state();
    ObjectNode payload = JSON.createObjectNode();
    ObjectNode node = payload.putArray("softwareNodes").addObject();
    node.put("id", domain + ":" + NODE)
        .put("version", store.places().id(state.getActive()))
        .put("name", "Voxbus model bundle")
        .put("type", "DATA");
    ArrayNode parameters = node.putArray("parameters");
    parameter(parameters, "previous", store.places().id(state.getPrevious()));
    parameter(parameters, "rollback_counter", Long.toString(state.getRollbackCounter()));
    parameter(parameters, "update", state.getUpdate().getResult().name());
    parameter(parameters, "update_bundle", state.getUpdate().getBundle());
    parameter(parameters, "update_reason", state.getUpdate().getReason());
    return envelope(activity, payload);
  }

  private static void parameter(ArrayNode parameters, String key, String value) {
    if (!value.isEmpty()) {
      parameters.addObject().put("key", key).put("value", value);
    }
  }

  private String envelope(String activity, ObjectNode payload) {
    ObjectNode envelope =
        JSON.createObjectNode().put("activityId", activity).put("timestamp", clock.millis());
    envelope.set("payload", payload);
    return envelope.toString();
  }
}
