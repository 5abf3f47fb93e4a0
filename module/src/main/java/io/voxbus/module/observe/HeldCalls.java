package io.voxbus.module.observe;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.voxbus.module.ground.Grounding.Ungrounded;
import io.voxbus.module.interlock.Rule;
import io.voxbus.proto.v1.AckReason;
import io.voxbus.proto.v1.CallResult;
import io.voxbus.proto.v1.CallState;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Which rules refuse calls, and which ask first. */
final class HeldCalls {
  private static final String GROUNDING = "grounding";
  private static final String INTERLOCK = "interlock";
  private static final String BRIDGE = "bridge";
  private static final List<String> BRIDGE_REASONS =
      Arrays.stream(AckReason.values()).map(Labels::of).toList();

  private final Counter refusals;
  private final Counter questions;

  HeldCalls(PrometheusRegistry registry) {
    refusals = counter(registry, "voxbus_refusals", "Calls that were refused, by rule.");
    questions = counter(registry, "voxbus_questions", "Calls that were asked about, by rule.");
    Ungrounded.RULES.forEach(rule -> refusals.initLabelValues(GROUNDING, rule));
    interlocks(Rule::refuses).forEach(rule -> refusals.initLabelValues(INTERLOCK, rule));
    BRIDGE_REASONS.forEach(reason -> refusals.initLabelValues(BRIDGE, reason));
    questions.initLabelValues(GROUNDING, Ungrounded.SPEAKER_UNKNOWN);
    interlocks(Rule::asks).forEach(rule -> questions.initLabelValues(INTERLOCK, rule));
  }

  /** Counts a call in, if it was held. */
  void add(CallResult result) {
    String rule = result.getRule();
    if (result.getState() == CallState.CALL_REJECTED) {
      refusals.labelValues(BRIDGE, known(rule, BRIDGE_REASONS)).inc();
    } else if (result.getState() == CallState.CALL_REFUSED) {
      count(refusals, rule);
    } else if (result.getState() == CallState.CALL_ASKED) {
      count(questions, rule);
    }
  }

  private static void count(Counter counter, String rule) {
    if (Ungrounded.RULES.contains(rule)) {
      counter.labelValues(GROUNDING, rule).inc();
    } else {
      counter.labelValues(INTERLOCK, known(rule, interlocks(any -> true))).inc();
    }
  }

  private static List<String> interlocks(Predicate<Rule> which) {
    return Arrays.stream(Rule.values()).filter(which).map(Rule::id).toList();
  }

  private static String known(String value, List<String> all) {
    return all.contains(value) ? value : Labels.OTHER;
  }

  private static Counter counter(PrometheusRegistry registry, String name, String help) {
    return Counter.builder().name(name).help(help).labelNames("by", "rule").register(registry);
  }
}
