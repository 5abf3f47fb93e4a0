package io.voxbus.vehicle;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of the catalogue: functions, arguments, words, areas, units. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private Names() {}

  /**
   * Refuses what is no name.
   *
   * @param what what it names, for the message
   * @throws CatalogueException when it is not lower-case letters, digits and underscores, beginning
   *     with a letter
   */
  static void check(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new CatalogueException(
          "\"" + name + "\" is no name for " + what,
          "Write a lower-case letter, then lower-case letters, digits and underscores");
    }
  }

  /**
   * A copy of a list of names.
   *
   * @param what what the list holds, for the message
   * @throws CatalogueException when the list is empty, or a name is not one or stands twice
   */
  static List<String> checked(String what, List<String> names) {
    if (names.isEmpty()) {
      throw new CatalogueException(what + " is empty", "Name at least one");
    }
    names.forEach(name -> check(what, name));
    refuseDuplicates(what, names);
    return List.copyOf(names);
  }

  /**
   * Refuses a name that stands twice.
   *
   * @param what what the names are, for the message
   * @throws CatalogueException when one does
   */
  static void refuseDuplicates(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new CatalogueException(
            "\"" + name + "\" stands twice in " + what, "Remove or rename one of them");
      }
    }
  }
}
