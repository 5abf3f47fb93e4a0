package io.voxbus.module.can;

import io.voxbus.vehicle.ArgumentValue;
import java.math.BigDecimal;

/**
 * Where one argument of a function goes.
 *
 * @param route to which signals
 * @param transform how the value becomes physical
 */
record SignalMapping(Route<SignalTarget> route, Transform transform) {
  /**
   * A value for one of the signals.
   *
   * @throws io.voxbus.dbc.SignalException if the signal has no such label, or cannot carry it
   */
  BigDecimal value(ArgumentValue value, SignalTarget target) {
    return target.whole() ? transform.physical(value, target.signal()) : transform.number(value);
  }
}
