package io.voxbus.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogueFileTest {
  /** A whole catalogue in seven lines; each case spoils one place of it. */
  private static final String GOOD =
      """
      catalogue: cabin
      version: 1
      areas: [driver, all]
      functions:
        - name: set_fan
          about: Set the blower.
          args: {level: {level: {words: ["off", max], min: 0, max: 10}}, area: {area: true, optional: true}}
      """;

  private static final String IN_FUNCTION = "line 5, function set_fan";

  private static void assertRefused(String from, String to, String message) {
    assertTrue(GOOD.contains(from), from);
    String file = GOOD.replace(from, to);
    CatalogueException refusal =
        assertThrows(
            CatalogueException.class, () -> Catalogue.read(new StringReader(file)), () -> file);
    assertEquals(message, refusal.getMessage());
  }

  @Test
  void anEmptyFileIsRefused() {
    assertRefused(
        GOOD,
        "# nothing\n",
        "the file is empty. Begin with the keys catalogue, version, areas and functions.");
  }

  @Test
  void aFileThatIsNoYamlIsRefusedWithTheLine() {
    String file = GOOD.replace("[driver, all]", "[driver, all");
    CatalogueException refusal =
        assertThrows(CatalogueException.class, () -> Catalogue.read(new StringReader(file)));
    assertTrue(refusal.getMessage().contains("line 4"), refusal.getMessage());
  }

  @Test
  void aFileThatCannotBeReadIsRefused() {
    Reader broken =
        new Reader() {
          @Override
          public int read(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("the disk is gone");
          }

          @Override
          public void close() {}
        };
    CatalogueException refusal =
        assertThrows(CatalogueException.class, () -> Catalogue.read(broken));
    assertTrue(refusal.getMessage().contains("the disk is gone"), refusal.getMessage());
  }

  @Test
  void unknownKeysAreRefusedWithTheAllowedOnes() {
    assertRefused(
        "version: 1",
        "version: 1\nauthor: me",
        "line 1: \"author\" is not a key here. Allowed are catalogue, version, areas, functions.");
    assertRefused(
        "args:",
        "notes: x\n    args:",
        IN_FUNCTION + ": \"notes\" is not a key here. Allowed are name, about, args.");
    assertRefused(
        "max: 10}",
        "max: 10, step: 1}",
        "line 7, function set_fan, args, level, level: \"step\" is not a key here."
            + " Allowed are words, min, max, decimal.");
  }

  @Test
  void aMissingKeyIsRefused() {
    assertRefused("version: 1\n", "", "line 1: \"version\" is missing. Add the key version.");
    assertRefused(
        "min: 0, ",
        "",
        "line 7, function set_fan, args, level, level: \"min\" is missing. Add the key min.");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    assertRefused(
        "version: 1",
        "version: 1\nversion: 2",
        "line 3, version: the key stands twice. Remove one of them.");
  }

  @Test
  void aFunctionThatStandsTwiceIsRefused() {
    assertRefused(
        "functions:",
        "functions:\n  - {name: set_fan, about: Again., args: {}}",
        "line 1: \"set_fan\" stands twice in functions. Remove or rename one of them.");
  }

  @Test
  void aWordThatStandsTwiceIsRefused() {
    assertRefused(
        "[driver, all]",
        "[driver, all, driver]",
        "line 3, areas: \"driver\" stands twice in areas. Remove or rename one of them.");
    assertRefused(
        "[\"off\", max]",
        "[max, max]",
        "line 7, function set_fan, args, level: \"max\" stands twice in words."
            + " Remove or rename one of them.");
  }

  @Test
  void aRangeUpsideDownIsRefused() {
    assertRefused(
        "min: 0, max: 10",
        "min: 11, max: 10",
        "line 7, function set_fan, args, level: min 11 is above max 10. Swap the two, or correct"
            + " one.");
  }

  @Test
  void aBoundOfTheWrongFormIsRefused() {
    String place = "line 7, function set_fan, args, level, level, min: ";
    String mend = " Write at most 15 plain decimal digits, without quotes, sign or leading zero.";
    assertRefused("min: 0", "min: -1", place + "\"-1\" is no number." + mend);
    assertRefused("min: 0", "min: 010", place + "\"010\" is no number." + mend);
    assertRefused("min: 0", "min: \"0\"", place + "\"0\" is no number." + mend);
    assertRefused("min: 0", "min: 1e1", place + "\"1e1\" is no number." + mend);
    assertRefused(
        "min: 0", "min: [0]", place + "a list or a mapping stands here. Write a single value.");
  }

  @Test
  void aBoundFinerThanTheArgumentIsRefused() {
    String place = "line 7, function set_fan, args, level: ";
    assertRefused(
        "min: 0,",
        "min: 0.5,",
        place + "min 0.5 is finer than the argument's numbers. Write at most 0 decimals.");
    assertRefused(
        "max: 10",
        "max: 9.999, decimal: true",
        place + "max 9.999 is finer than the argument's numbers. Write at most 2 decimals.");
    assertRefused(
        "max: 10",
        "max: 1000001",
        place + "max 1000001 is out of range. Write a number from 0 to 1000000.");
  }

  @Test
  void anEmptyListIsRefused() {
    assertRefused("[driver, all]", "[]", "line 3, areas: areas is empty. Name at least one.");
    assertRefused(
        "[\"off\", max]",
        "[]",
        "line 7, function set_fan, args, level: words is empty. Name at least one.");
    assertRefused(
        "level: {level: {words: [\"off\", max], min: 0, max: 10}}",
        "level: {enum: []}",
        "line 7, function set_fan, args, level: enum is empty. Name at least one.");
  }

  @Test
  void anEmptyListOfFunctionsIsRefused() {
    assertRefused(
        GOOD.substring(GOOD.indexOf("functions:")),
        "functions: []\n",
        "line 1: functions is empty. Describe at least one.");
  }

  @Test
  void aBareWordThatYaml11TakesForSomethingElseIsRefused() {
    for (String word : new String[] {"on", "off", "Off", "yes", "NO", "y", "n", "true", "null"}) {
      assertRefused(
          "[\"off\", max]",
          "[" + word + ", max]",
          "line 7, function set_fan, args, level, level, words, item: a bare "
              + word
              + " is not text for every YAML reader. Write \""
              + word
              + "\" in quotes.");
    }
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    assertRefused(
        "set_fan",
        "Set-Fan",
        "line 5, function Set-Fan: \"Set-Fan\" is no name for a function. Write a lower-case letter,"
            + " then lower-case letters, digits and underscores.");
    assertRefused(
        "max]",
        "7]",
        "line 7, function set_fan, args, level: \"7\" is no name for words. Write a lower-case letter,"
            + " then lower-case letters, digits and underscores.");
  }

  @Test
  void anArgumentWithoutATypeOrWithTwoIsRefused() {
    String place = "line 7, function set_fan, args, area: ";
    String mend = " Give exactly one of enum, area, number, level.";
    assertRefused("{area: true, ", "{", place + "no type is given." + mend);
    assertRefused(
        "{area: true, ", "{area: true, enum: [a], ", place + "more than one type is given." + mend);
    assertRefused(
        "{area: true, ",
        "{area: false, ",
        place + "area is false. Write area: true, or another type.");
  }

  @Test
  void aBooleanOfTheWrongFormIsRefused() {
    assertRefused(
        "optional: true",
        "optional: \"true\"",
        "line 7, function set_fan, args, area, optional: \"true\" is no boolean. Write true or false,"
            + " without quotes.");
  }

  @Test
  void aVersionThatIsNoWholeNumberFromOneIsRefused() {
    assertRefused(
        "version: 1", "version: 0", "line 1: version 0 is below 1. Count versions from 1.");
    assertRefused(
        "version: 1",
        "version: 1.5",
        "line 2, version: 1.5 is no whole number below a thousand million. Write one.");
  }

  @Test
  void aFunctionThatSaysNothingOfItselfIsRefused() {
    assertRefused(
        "Set the blower.",
        "\" \"",
        IN_FUNCTION + ": about is empty. Say in a sentence what set_fan does.");
  }

  @Test
  void aListInPlaceOfAMappingIsRefused() {
    assertRefused(GOOD, "- a\n", "line 1: no mapping stands here. Write keys with their values.");
    assertRefused("[driver, all]", "driver", "line 3, areas: no list stands here. Write a list.");
  }

  @Test
  void aGoodFileIsRead() {
    Catalogue catalogue = Catalogue.read(new StringReader(GOOD));
    assertEquals(
        """
        catalogue cabin 1
        areas driver all
        function 0 set_fan
        argument level required level integer 0 10 off max
        argument area optional area
        """,
        catalogue.canonicalText());
  }

  @Test
  void aNumberOfManyDigitsIsRefusedBeforeItIsComputed() {
    String digits = "1".repeat(200_000);
    assertTimeout(
        Duration.ofSeconds(20),
        () ->
            assertRefused(
                "version: 1",
                "version: " + digits,
                "line 2, version: \""
                    + digits
                    + "\" is no number."
                    + " Write at most 15 plain decimal digits, without quotes, sign or leading zero."));
  }

  @Test
  void thousandsOfArgumentsAreReadInOnePass() {
    String arguments =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "a" + i + ": {area: true}")
            .collect(Collectors.joining(", ", "args: {", "}\n"));
    String file = GOOD.substring(0, GOOD.indexOf("args:")) + arguments;
    assertTimeout(
        Duration.ofSeconds(20),
        () ->
            assertEquals(
                10_000,
                Catalogue.read(new StringReader(file)).functions().get(0).arguments().size()));
  }
}
