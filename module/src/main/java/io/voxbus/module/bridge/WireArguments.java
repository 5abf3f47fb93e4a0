package io.voxbus.module.bridge;

import io.voxbus.proto.v1.Argument;
import io.voxbus.vehicle.ArgumentValue;
import io.voxbus.vehicle.ArgumentValue.Quantity;
import io.voxbus.vehicle.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call's arguments as the wire has them. */
public final class WireArguments {
  private WireArguments() {}

  /** The arguments of a call, in the order of the catalogue. */
  public static List<Argument> of(Call call) {
    return call.arguments().entrySet().stream().map(WireArguments::argument).toList();
  }

  /** The values of arguments, by name: a String, or a Double; one without a value is left out. */
  public static Map<String, Object> values(List<Argument> arguments) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Argument argument : arguments) {
      switch (argument.getValueCase()) {
        case WORD -> values.put(argument.getName(), argument.getWord());
        case NUMBER -> values.put(argument.getName(), argument.getNumber());
        case VALUE_NOT_SET -> {}
      }
    }
    return values;
  }

  private static Argument argument(Map.Entry<String, ArgumentValue> argument) {
    Argument.Builder wire = Argument.newBuilder().setName(argument.getKey());
    if (argument.getValue() instanceof Quantity quantity) {
      return wire.setNumber(quantity.number().doubleValue()).build();
    }
    return wire.setWord(argument.getValue().text()).build();
  }
}
