package io.voxbus.module.observe;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.voxbus.proto.v1.ModuleStatus;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What the service is, and what it is about at the moment of a scrape. */
final class Gauges {
  private final Gauge queued;
  private final Gauge inFlight;
  private final Gauge commandsWaiting;
  private final Gauge online;
  private final Gauge ready;
  private final Gauge started;
  private final Info identity;

  Gauges(PrometheusRegistry registry, Supplier<OptionalLong> residentBytes) {
    queued = gauge(registry, "voxbus_queue_depth", "Transcripts that wait for the model.");
    inFlight =
        gauge(
            registry,
            "voxbus_transcripts_in_flight",
            "Transcripts that were taken and whose answer the broker does not have yet.");
    commandsWaiting =
        gauge(registry, "voxbus_commands_waiting", "Commands that the broker does not have yet.");
    online = gauge(registry, "voxbus_broker_connected", "1 while the broker is connected, else 0.");
    ready = gauge(registry, "voxbus_ready", "1 while transcripts are taken, else 0.");
    started =
        gauge(
            registry,
            "process_start_time_seconds",
            "When the service began, in seconds since 1970-01-01T00:00Z.");
    identity =
        Info.builder()
            .name("voxbus_info")
            .help("What is running.")
            .labelNames("version", "model_id", "model_hash", "catalogue_hash", "board")
            .register(registry);
    GaugeWithCallback.builder()
        .name("process_resident_memory_bytes")
        .help("The memory of the process that lies in RAM.")
        .callback(memory -> residentBytes.get().ifPresent(memory::call))
        .register(registry);
  }

  void identity(ModuleStatus status) {
    identity.setLabelValues(
        status.getVersion(),
        status.getModelId(),
        status.getModelHash(),
        status.getCatalogueHash(),
        status.getBoard());
    started.set(status.getStartedAtMs() / 1e3);
  }

  void set(CheckUp found) {
    Load load = found.load();
    queued.set(load.queued());
    inFlight.set(load.inFlight());
    commandsWaiting.set(load.commandsWaiting());
    online.set(load.online() ? 1 : 0);
    ready.set(found.ready() ? 1 : 0);
  }

  private static Gauge gauge(PrometheusRegistry registry, String name, String help) {
    return Gauge.builder().name(name).help(help).register(registry);
  }
}
