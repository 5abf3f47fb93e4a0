package io.voxbus.module.app;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A line of a JSONL stream. */
sealed interface JsonRow {

  /**
   * Its number.
   *
   * @return from 1
   */
  int line();

  /**
   * A JSON object.
   *
   * @param line its number, from 1
   */
  record Fields(int line, ObjectNode json) implements JsonRow {}

  /**
   * A line that is none.
   *
   * @param line its number, from 1
   * @param problem why
   */
  record Malformed(int line, String problem) implements JsonRow {}
}
