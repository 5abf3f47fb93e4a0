package io.voxbus.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

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
    assertTrue(refusal("a".repeat(PlainYaml.LONGEST + 1)).contains("longer than"));
    assertTrue(PlainYaml.compose("a".repeat(PlainYaml.LONGEST)).isPresent());
  }

  /** The library reads in parts; none may end between the halves of a character's pair. */
  @Test
  void aSupplementaryCharacterIsReadWhereverItStands() {
    for (int before = 0; before < 4_200; before++) {
      String text = "x".repeat(before) + "\ud83d\ude00";
      ScalarNode scalar = assertInstanceOf(ScalarNode.class, PlainYaml.compose(text).orElseThrow());
      assertEquals(text, scalar.getValue());
    }
  }

  @Test
  void halfACharactersPairIsRefused() {
    for (int before : new int[] {0, 1023, 1024, 1025}) {
      assertTrue(refusal("x".repeat(before) + "\ud83d").contains("HighSurrogate"));
    }
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
