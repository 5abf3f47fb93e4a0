package io.voxbus.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DbcCheckTest {
  private static final String HEAD = "BO_ 1 Body: 2 Car\n";

  private static List<String> findings(String text) {
    return DbcCheck.parse("car.dbc", text).stream().map(DbcFinding::toString).toList();
  }

  private static void finds(String expected, String text) {
    List<String> found = findings(text);
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.get(0).startsWith(expected), found::toString);
  }

  private static String signal(String name, String text) {
    return " SG_ " + name + " : " + text + " Car\n";
  }

  @Test
  void aGoodFileHasNoFindings() {
    assertEquals(List.of(), findings(HEAD + signal("Door", "0|8@1+ (1,0) [0|255] \"\"")));
  }

  @Test
  void aFileThatCannotBeReadIsAFindingOfItself() {
    DbcFinding finding = DbcCheck.read(Path.of("no-such.dbc")).get(0);
    assertEquals(DbcFinding.Level.ERROR, finding.level());
    assertEquals(0, finding.line());
    assertTrue(finding.toString().startsWith("no-such.dbc: error: the file cannot be read"));
  }

  @Test
  void whatIsNoStatementEndsTheReadingAndKeepsWhatWasFound() {
    List<String> found = findings("BO_ 1 A: 8 Car\nBO_ 1 B: 8 Car\nBO_ C: 8 Car\nBO_ 1 D: 8 Car\n");
    assertEquals(2, found.size(), found::toString);
    assertTrue(found.get(0).startsWith("car.dbc:2: error: message id 1 stands twice"));
    assertTrue(found.get(1).startsWith("car.dbc:3: error: found 'C' instead of a message id"));
  }

  @Test
  void everyErrorOfAFileIsTold() {
    String text =
        "BO_ 2048 Long: 70 Car\n"
            + signal("A", "0|65@1+ (1,0) [0|0] \"\"")
            + signal("B", "0|8@1+ (0,0) [0|0] \"\"")
            + " SG_ C m1 : 0|8@1+ (1,0) [0|0] \"\" Car\n"
            + signal("B", "0|8@1+ (1,0) [0|0] \"\"")
            + "VAL_ 2048 A NoTable ;\n"
            + "SIG_VALTYPE_ 2048 B : 1;\n";
    assertEquals(
        List.of("1", "1", "2", "3", "3", "4", "5", "6"),
        findings(text).stream().map(found -> found.split(":", -1)[1]).toList());
    assertTrue(findings(text).stream().allMatch(found -> found.contains(": error: ")));
  }

  @Test
  void signalsThatLieOnEachOtherAreAnError() {
    finds(
        "car.dbc:3: error: signal Hood lies on signal Door of message Body",
        HEAD
            + signal("Door", "0|8@1+ (1,0) [0|0] \"\"")
            + signal("Hood", "1|3@0+ (1,0) [0|0] \"\"")
            + signal("Lamp", "9|3@1+ (1,0) [0|0] \"\""));
  }

  @ParameterizedTest
  @CsvSource({"1-1, 2-3, 0", "1-2, 2-3, 1", "'1-1, 5-7', 6-6, 1", "'1-1, 5-7', '2-4, 8-9', 0"})
  void signalsOfDifferentGroupsMayLieOnEachOther(String first, String second, int overlaps) {
    String text =
        HEAD
            + " SG_ Page M : 0|4@1+ (1,0) [0|0] \"\" Car\n"
            + " SG_ One m1 : 8|8@1+ (1,0) [0|0] \"\" Car\n"
            + " SG_ Two m2 : 8|8@1+ (1,0) [0|0] \"\" Car\n"
            + "SG_MUL_VAL_ 1 One Page "
            + first
            + ";\n"
            + "SG_MUL_VAL_ 1 Two Page "
            + second
            + ";\n";
    assertEquals(overlaps, findings(text).size());
  }

  @Test
  void groupsWithinGroupsMayLieOnThoseOfOtherGroups() {
    String text =
        HEAD
            + " SG_ Page M : 0|4@1+ (1,0) [0|0] \"\" Car\n"
            + " SG_ Inner m1M : 4|4@1+ (1,0) [0|0] \"\" Car\n"
            + " SG_ Deep m1 : 8|8@1+ (1,0) [0|0] \"\" Car\n"
            + " SG_ Other m2 : 4|12@1+ (1,0) [0|0] \"\" Car\n"
            + "SG_MUL_VAL_ 1 Inner Page 1-1;\n"
            + "SG_MUL_VAL_ 1 Deep Inner 1-1;\n"
            + "SG_MUL_VAL_ 1 Other Page 2-2;\n";
    assertEquals(List.of(), findings(text));
  }

  @Test
  void aSignalBeyondTheMessageIsOdd() {
    finds(
        "car.dbc:2: warning: signal Door ends beyond the 2 bytes of message Body",
        HEAD + signal("Door", "9|8@1+ (1,0) [0|0] \"\""));
  }

  @ParameterizedTest
  @CsvSource({
    "8@1+, '(1,0)', 0|256, 'goes from 0 to 256, but its bits only from 0 to 255'",
    "8@1-, '(1,0)', -129|0, 'goes from -129 to 0, but its bits only from -128 to 127'",
    "4@1+, '(-0.5,1)', -7|1, 'goes from -7 to 1, but its bits only from -6.5 to 1'",
    "8@1+, '(1,0)', 9|1, has a minimum of 9 above its maximum of 1"
  })
  void aRangeThatTheBitsCannotCarryIsOdd(String bits, String scale, String range, String expected) {
    finds(
        "car.dbc:2: warning: signal Door " + expected,
        HEAD + signal("Door", "0|" + bits + " " + scale + " [" + range + "] \"\""));
  }

  @Test
  void aRangeThatEndsWithinAStepOfTheBitsIsFine() {
    String text = HEAD + signal("Door", "0|8@1+ (0.4,0) [0|102.3] \"\"");
    assertEquals(List.of(), findings(text));
  }

  @ParameterizedTest
  @CsvSource({
    "300, 'start value 300 of signal Door does not fit its bits, so 0 is sent'",
    "60, 'signal Door starts at 30, which is beyond its range'"
  })
  void aStartValueThatCannotBeIsOdd(int start, String expected) {
    finds(
        "car.dbc:2: warning: " + expected,
        HEAD
            + signal("Door", "0|8@1+ (0.5,0) [0|20] \"\"")
            + "BA_DEF_ SG_ \"GenSigStartValue\" INT 0 0;\n"
            + "BA_ \"GenSigStartValue\" SG_ 1 Door "
            + start
            + ";\n");
  }

  @Test
  void aStartValueWithALabelMayLieBeyondTheRange() {
    String text =
        HEAD
            + signal("Door", "0|8@1+ (1,0) [0|20] \"\"")
            + "BA_DEF_ SG_ \"GenSigStartValue\" INT 0 0;\n"
            + "BA_ \"GenSigStartValue\" SG_ 1 Door 255;\n"
            + "VAL_ 1 Door 255 \"SNA\" ;\n";
    assertEquals(List.of(), findings(text));
  }

  @ParameterizedTest
  @CsvSource({
    "'0 \"Off\" 4 \"On\"', has labels for raw values that its bits cannot carry: [4]",
    "'0 \"Off\" 1 \"On\" 2 \"On\"', has labels of more than one raw value: [On]"
  })
  void labelsThatCannotBeSentAreOdd(String labels, String expected) {
    finds(
        "car.dbc:2: warning: signal Door " + expected,
        HEAD + signal("Door", "0|2@1+ (1,0) [0|3] \"\"") + "VAL_ 1 Door " + labels + " ;\n");
  }

  @Test
  void aTableThatNoSignalUsesIsOdd() {
    String text =
        "VAL_TABLE_ Named 0 \"Off\" ;\nVAL_TABLE_ Copied 1 \"On\" ;\nVAL_TABLE_ Lost 2 \"Up\" ;\n"
            + HEAD
            + signal("Door", "0|2@1+ (1,0) [0|3] \"\"")
            + signal("Hood", "2|2@1+ (1,0) [0|3] \"\"")
            + "VAL_ 1 Door Named ;\nVAL_ 1 Hood 1 \"On\" ;\n";
    finds("car.dbc:3: warning: no signal uses value table Lost", text);
  }

  @Test
  void whatIsSaidOfASignalThatIsGoneIsOdd() {
    finds("car.dbc:2: warning: message id 1 has no signal Gone", HEAD + "VAL_ 1 Gone 0 \"Off\" ;");
  }

  @Test
  void aCycleTimeWithoutSendTypeIsOdd() {
    finds(
        "car.dbc: warning: 1 of the messages have a cycle time and no send type",
        HEAD
            + "BA_DEF_ BO_ \"GenMsgCycleTime\" INT 0 0;\n"
            + "BA_ \"GenMsgCycleTime\" BO_ 1 100;\n");
  }

  @ParameterizedTest
  @CsvSource({
    "INT 0 10, 11",
    "INT 0 10, -1",
    "FLOAT 0 0.5, 0.75",
    "'ENUM \"A\",\"B\"', 2",
    "HEX 0 5, text"
  })
  void anAttributeBeyondItsDefinitionIsOdd(String definition, String value) {
    finds(
        "car.dbc:3: warning: attribute Weight has value " + value,
        HEAD + "BA_DEF_ BO_ \"Weight\" " + definition + ";\nBA_ \"Weight\" BO_ 1 " + value + ";\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INT 0 10;1",
        "INT 0 0;100",
        "STRING;\"a\"",
        "ENUM \"A\",\"B\";1",
        "ENUM \"A\";\"A\""
      })
  void anAttributeWithinItsDefinitionIsFine(String pair) {
    String[] parts = pair.split(";", -1);
    String definition = "BA_DEF_ BO_ \"Weight\" " + parts[0] + " ;\n";
    assertEquals(List.of(), findings(HEAD + definition + "BA_ \"Weight\" BO_ 1 " + parts[1] + ";"));
  }

  @Test
  void anAttributeWithoutDefinitionIsOdd() {
    finds(
        "car.dbc:2: warning: attribute Weight is not defined", HEAD + "BA_ \"Weight\" BO_ 1 1;\n");
  }

  @Test
  void aMultiplexerThatSelectsNothingIsOdd() {
    finds(
        "car.dbc:2: warning: signal Page is a multiplexer and selects no signal",
        HEAD + " SG_ Page M : 0|4@1+ (1,0) [0|0] \"\" Car\n");
  }

  @Test
  void aSignalThatIsNeverSelectedIsOdd() {
    finds(
        "car.dbc:3: warning: signal Door is never present",
        HEAD
            + " SG_ Page M : 0|2@1+ (1,0) [0|0] \"\" Car\n"
            + " SG_ Door m4 : 2|2@1+ (1,0) [0|0] \"\" Car\n");
  }

  @Test
  void aLengthThatNoFrameHasIsOdd() {
    finds("car.dbc:1: warning: message Body has 10 bytes", "BO_ 1 Body: 10 Car\n");
  }

  /** Each is valid, and so common that telling of it would hide the rest. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "BO_ 1   Body:  2   Vector__XXX\r\n SG_ S : 0|8@1+ (1,0) [0|0] \"\" Vector__XXX\r\n",
        "BO_ 1 Body: 0 Car\n",
        "BO_ 1 Body: 2 Car\n SG_ S : 0|8@1- (-0.5,1e1) [-5.35E+1|7.4e1] \"\" Car\n",
        "BO_ 1 Body: 2 Car\n SG_ S : 0|8@1+ (1,0) [0|100] \"\" Car\nVAL_ 1 S 255 \"SNA\" 0 \"LO\" ;\n"
      })
  void whatRealFilesOftenHaveIsNotTold(String text) {
    assertEquals(List.of(), findings(text));
  }
}
