package io.voxbus.vehicle;

import java.util.List;
import java.util.Optional;

/**
 * One function of the vehicle.
 *
 * @param index its place in the catalogue, from 0; the number of its functional token
 * @param name unique within the catalogue
 * @param about what it does, for people
 * @param arguments in the order in which calls and token sequences give them
 */
public record FunctionSpec(int index, String name, String about, List<ArgumentSpec> arguments) {
  /** Copies the arguments and checks the names; throws {@link CatalogueException}. */
  public FunctionSpec {
    Names.check("a function", name);
    Names.refuseDuplicates(
        "the arguments of " + name, arguments.stream().map(ArgumentSpec::name).toList());
    if (about.isBlank()) {
      throw new CatalogueException("about is empty", "Say in a sentence what " + name + " does");
    }
    arguments = List.copyOf(arguments);
  }

  /** Its functional token, for example {@code <vc_1>}. */
  public String token() {
    return "<vc_" + index + ">";
  }

  /** The argument of that name, if the function has it. */
  public Optional<ArgumentSpec> find(String argument) {
    return arguments.stream().filter(spec -> spec.name().equals(argument)).findFirst();
  }

  /** This function's lines of the catalogue's canonical text, each with its end. */
  String canonicalText() {
    StringBuilder text = new StringBuilder("function " + index + " " + name + "\n");
    arguments.forEach(argument -> text.append(argument.canonicalText()).append('\n'));
    return text.toString();
  }
}
