package io.voxbus.module.agent;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The bundle that is wanted.
 *
 * @param component the component's id, as the update manager names it
 * @param bundle the bundle's id, which is the component's version
 * @param file the name of its file in the inbox; empty for a bundle that is there
 * @param sha256 the file's SHA-256, 64 hexadecimal digits; empty when nobody says
 */
record DesiredModel(String component, String bundle, String file, String sha256) {
  /**
   * Checks the parts.
   *
   * @throws AgentException when there is no bundle, or the file is no plain name
   */
  DesiredModel {
    if (component.isEmpty() || bundle.isEmpty()) {
      throw new AgentException("a component needs an id and a version");
    }
    if (!file.matches("|[A-Za-z0-9_][A-Za-z0-9._-]*")) {
      throw new AgentException("\"%s\" is no name of a file in the inbox".formatted(file));
    }
  }

  /** Where the file lies; empty where none is needed. */
  Optional<Path> in(Path inbox) {
    return file.isEmpty() ? Optional.empty() : Optional.of(inbox.resolve(file));
  }
}
