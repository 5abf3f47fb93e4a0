package io.voxbus.vehicle;

import io.voxbus.vehicle.ArgumentValue.Quantity;
import io.voxbus.vehicle.ArgumentValue.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts calls together from the tokens of a sequence that the grammar has passed. */
final class TokenReader {
  private final Map<String, FunctionSpec> functions;
  private final List<Call> calls = new ArrayList<>();
  private final List<FunctionSpec> open = new ArrayList<>();
  private final Map<String, ArgumentValue> arguments = new LinkedHashMap<>();
  private final StringBuilder number = new StringBuilder();
  private String numberName = "";

  TokenReader(Catalogue catalogue) {
    functions =
        catalogue.functions().stream()
            .collect(Collectors.toMap(FunctionSpec::token, function -> function));
  }

  void read(String token) {
    int equals = token.indexOf('=');
    if (token.startsWith("<")) {
      closeCall();
      open.addAll(functions.containsKey(token) ? List.of(functions.get(token)) : List.of());
    } else if (equals < 0) {
      number.append(token);
    } else {
      closeNumber();
      readArgument(token.substring(0, equals), token.substring(equals + 1));
    }
  }

  private void readArgument(String name, String word) {
    if (word.isEmpty()) {
      numberName = name;
    } else {
      arguments.put(name, new Word(word));
    }
  }

  private void closeNumber() {
    if (number.length() > 0) {
      arguments.put(numberName, new Quantity(new BigDecimal(number.toString())));
      number.setLength(0);
    }
  }

  private void closeCall() {
    closeNumber();
    open.forEach(function -> calls.add(Call.of(function, arguments)));
    open.clear();
    arguments.clear();
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }
}
