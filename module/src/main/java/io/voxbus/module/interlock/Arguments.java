package io.voxbus.module.interlock;

import io.voxbus.module.ground.Grounding.Grounded;

/** Questions about a grounded call's arguments. */
final class Arguments {
  private Arguments() {}

  static boolean is(Grounded grounded, String argument, String word) {
    return grounded
        .call()
        .argument(argument)
        .filter(value -> value.text().equals(word))
        .isPresent();
  }
}
