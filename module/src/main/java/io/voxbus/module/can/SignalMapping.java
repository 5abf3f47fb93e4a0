package io.voxbus.module.can;

import io.voxbus.module.ground.Grounding.Grounded;
import io.voxbus.vehicle.ArgumentValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where one argument of a function goes.
 *
 * @param route to which signals
 * @param transform how the value becomes physical
 */
record SignalMapping(Route<SignalTarget> route, Transform transform) {
  /**
   * The values that a call puts into signals, as {@link SignalTarget#over} takes them; none when it
   * leaves the argument out.
   */
  Map<SignalTarget, BigDecimal> values(Grounded grounded) {
    Map<SignalTarget, BigDecimal> values = new LinkedHashMap<>();
    route
        .value(grounded)
        .ifPresent(
            value ->
                route
                    .targets(grounded)
                    .forEach(target -> values.put(target, value(value, target))));
    return values;
  }

  /**
   * A value for one of the signals.
   *
   * @throws io.voxbus.dbc.SignalException if the signal has no such label, or cannot carry it
   */
  BigDecimal value(ArgumentValue value, SignalTarget target) {
    return target.whole() ? transform.physical(value, target.signal()) : transform.number(value);
  }
}
