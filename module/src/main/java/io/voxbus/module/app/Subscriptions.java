package io.voxbus.module.app;

import io.voxbus.module.agent.UpdateAgent;
import io.voxbus.module.bridge.BrokerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the service connects, and what it hears there. */
final class Subscriptions {
  private Subscriptions() {}

  static BrokerSettings settings(ServiceConfiguration configuration) {
    Topics topics = configuration.topics();
    return new BrokerSettings(
        configuration.broker(),
        configuration.clientId(),
        heard(configuration),
        // A state that waited while we were away says nothing of now.
        Set.of(topics.vehicleState(), topics.vehicleStateJson()),
        configuration.limits().speech().age(),
        configuration.limits().broker());
  }

  private static List<String> heard(ServiceConfiguration configuration) {
    Topics topics = configuration.topics();
    List<String> wanted =
        new ArrayList<>(
            List.of(
                topics.transcript(),
                topics.transcriptJson(),
                topics.ack(),
                topics.vehicleState(),
                topics.vehicleStateJson(),
                // Our own status, which comes back to us behind everything that waited at the
                // broker.
                topics.status()));
    configuration.models().ifPresent(models -> wanted.addAll(ofModels(topics, models)));
    return wanted;
  }

  private static List<String> ofModels(Topics topics, ServiceConfiguration.Models models) {
    List<String> wanted = new ArrayList<>(List.of(topics.modelOffer(), topics.modelChunk()));
    models.agent().map(UpdateAgent::heard).ifPresent(wanted::addAll);
    return wanted;
  }
}
