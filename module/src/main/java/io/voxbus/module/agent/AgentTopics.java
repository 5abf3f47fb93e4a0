package io.voxbus.module.agent;

/**
 * The MQTT topics of one domain, by the rules of Eclipse Kanto's update agent API.
 *
 * @param domain the domain's identifier, for example "voxbus-model"
 */
public record AgentTopics(String domain) {
  private static final String SUFFIX = "update";

  /**
   * Checks the identifier.
   *
   * @throws IllegalArgumentException when it is no single level of a topic
   */
  public AgentTopics {
    if (!domain.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException(
          "the domain \"%s\" has other characters than letters, digits and dashes"
              .formatted(domain));
    }
  }

  /** In: what is to be installed. */
  public String desiredState() {
    return of("desiredstate");
  }

  /** In: the next step. */
  public String command() {
    return of("desiredstate/command");
  }

  /** Out: what became of a step. */
  public String feedback() {
    return of("desiredstatefeedback");
  }

  /** Out, retained: what is installed. */
  public String currentState() {
    return of("currentstate");
  }

  /** In: the wish to be told what is installed. */
  public String currentStateGet() {
    return of("currentstate/get");
  }

  /** The identifier without its dashes, and with "update" at its end. */
  private String of(String end) {
    String plain = domain.replace("-", "");
    return (plain.endsWith(SUFFIX) ? plain : plain + SUFFIX) + "/" + end;
  }
}
