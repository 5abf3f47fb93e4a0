package io.voxbus.vehicle;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

class PlainYamlTest {
  private static String refusal(String text) {
    return String.valueOf(
        assertThrows(YamlEngineException.class, () -> PlainYaml.compose(text)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "- ", "{a: "})
  void manyThousandLevelsAreRefusedAndDoNotOverflowTheStack(String level) {
    assertTrue(refusal(level.repeat(20_000)).contains("stand within each other"));
  }

  @Test
  void thirtyTwoLevelsAreReadAndOneMoreIsRefused() {
    assertTrue(PlainYaml.compose("[".repeat(32) + "]".repeat(32)).isPresent());
    assertTrue(refusal("[".repeat(33) + "]".repeat(33)).contains("stand within each other"));
  }

  @Test
  void anEscapeThatNamesNoCharacterIsRefused() {
    assertTrue(refusal("\"\\UFFFFFFFF\"").contains("names no character"));
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    assertTrue(refusal("a".repeat(PlainYaml.LONGEST + 1)).contains("limit"));
  }

  @Test
  void aPartMayStandWithinItselfAndIsNotWrittenOut() {
    assertTrue(PlainYaml.compose("&a {b: *a}").isPresent());
  }

  @Test
  void nothingIsEmpty() {
    assertTrue(PlainYaml.compose("# nothing").isEmpty());
  }
}
