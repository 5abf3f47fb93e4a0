package io.voxbus.module.interlock;

import io.voxbus.vehicle.ArgumentSpec;
import io.voxbus.vehicle.ArgumentType.NumberType;
import io.voxbus.vehicle.FunctionSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** Arguments that the catalogue admits. */
final class Examples {
  private Examples() {}

  /** The required arguments of a function, each with its first value. */
  static Map<String, Object> arguments(FunctionSpec function) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (ArgumentSpec spec : function.arguments()) {
      if (!spec.optional()) {
        arguments.put(
            spec.name(),
            spec.type() instanceof NumberType number ? number.min() : spec.type().words().get(0));
      }
    }
    return arguments;
  }
}
