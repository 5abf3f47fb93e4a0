package io.voxbus.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DbcTest {
  private static final String ONE = "BO_ 1 Body: 8 Car\n SG_ Door : 0|8@1+ (1,0) [0|0] \"\" Car\n";

  private static String refusal(String text) {
    return String.valueOf(
        assertThrows(DbcException.class, () -> Dbc.parse("car.dbc", text)).getMessage());
  }

  private static DbcSignal signal(String line) {
    return Dbc.parse("car.dbc", "BO_ 1 Body: 8 Car\n SG_ " + line)
        .message("Body")
        .orElseThrow()
        .signals()
        .get(0);
  }

  @Test
  void aFaultNamesFileLineCauseAndMend() {
    assertEquals(
        "car.dbc:2: found 'B' instead of a length in bits; write it as the DBC format asks",
        refusal("BO_ 1 Body: 8 Car\n SG_ Door : 0|B@1+ (1,0) [0|1] \"\" Car\n"));
  }

  @Test
  void aStatementThatNobodyKnowsIsRefused() {
    assertTrue(refusal("BO_ 1 Body: 8 Car\nBOX_ 2;\n").startsWith("car.dbc:"));
  }

  @Test
  void aStatementWithoutEndIsRefused() {
    assertTrue(refusal("CM_ BO_ 1 \"text\"").contains("has no end"));
  }

  @Test
  void anIdThatStandsTwiceIsRefused() {
    assertTrue(
        refusal("BO_ 1 A: 8 Car\nBO_ 1 B: 8 Car\n")
            .contains("car.dbc:2: message id 1 stands twice"));
  }

  @Test
  void anIdentifierOfMoreBitsThanItsKindIsRefused() {
    assertTrue(refusal("BO_ 2048 A: 8 Car").contains("no identifier"));
  }

  @Test
  void aSignalOfMoreThanSixtyFourBitsIsRefused() {
    assertTrue(
        refusal("BO_ 1 A: 8 Car\n SG_ S : 0|65@1+ (1,0) [0|0] \"\" Car")
            .contains("not within 1 to 64"));
  }

  @Test
  void aFactorOfZeroIsRefused() {
    assertTrue(
        refusal("BO_ 1 A: 8 Car\n SG_ S : 0|8@1+ (0,0) [0|0] \"\" Car").contains("factor 0"));
  }

  @Test
  void aSelectedSignalWithoutSelectorIsRefused() {
    assertTrue(
        refusal("BO_ 1 A: 8 Car\n SG_ S m1 : 0|8@1+ (1,0) [0|0] \"\" Car")
            .contains("no signal that selects S"));
  }

  @Test
  void signalsThatSelectEachOtherAreRefused() {
    String text =
        """
        BO_ 1 A: 8 Car
         SG_ S m1M : 0|8@1+ (1,0) [0|0] "" Car
         SG_ T m1M : 8|8@1+ (1,0) [0|0] "" Car
        SG_MUL_VAL_ 1 S T 1-1;
        SG_MUL_VAL_ 1 T S 1-1;
        """;
    assertTrue(refusal(text).contains("selects itself"));
  }

  @Test
  void aMissingFileIsRefused() {
    DbcException refusal = assertThrows(DbcException.class, () -> Dbc.read(Path.of("no-such.dbc")));
    assertTrue(String.valueOf(refusal.getMessage()).contains("cannot be read"));
  }

  @Test
  void noRangeIsWrittenAsTwoZeros() {
    assertEquals(Optional.empty(), signal("S : 0|8@1+ (1,0) [0|0] \"\" Car").range());
  }

  @Test
  void numbersMayHaveSignsAndExponents() {
    DbcSignal signal = signal("S : 0|8@1- (1e-1,-128) [-1.28E+2|+127] \"\" Vector__XXX");
    assertEquals(new BigDecimal("0.1"), signal.factor());
    assertEquals(0, signal.range().orElseThrow().minimum().compareTo(new BigDecimal("-128")));
    assertEquals(NumberKind.SIGNED, signal.kind());
  }

  @Test
  void bit31OfTheIdMarksTwentyNineBits() {
    DbcMessage message = Dbc.parse("car.dbc", "BO_ 2566857507 Charge: 8 Car").messages().get(0);
    assertEquals(0x18FF2323, message.id());
    assertTrue(message.extended());
  }

  @Test
  void attributesComeFromTheMessageOrTheDefault() {
    Dbc dbc =
        Dbc.parse(
            "car.dbc",
            """
            BO_ 1 A: 8 Car
            BO_ 2 B: 8 Car
            BA_DEF_ BO_ "GenMsgCycleTime" INT 0 0;
            BA_DEF_ BO_ "GenMsgSendType" ENUM "cyclic","event";
            BA_DEF_ BO_ "VFrameFormat" ENUM "StandardCAN","StandardCAN_FD";
            BA_DEF_DEF_ "GenMsgCycleTime" 100;
            BA_DEF_DEF_ "GenMsgSendType" "cyclic";
            BA_DEF_DEF_ "VFrameFormat" "StandardCAN";
            BA_ "GenMsgCycleTime" BO_ 2 0;
            BA_ "GenMsgSendType" BO_ 2 1;
            BA_ "VFrameFormat" BO_ 2 1;
            """);
    DbcMessage a = dbc.message("A").orElseThrow();
    DbcMessage b = dbc.message("B").orElseThrow();
    assertEquals(OptionalInt.of(100), a.cycleTimeMs());
    assertEquals(OptionalInt.empty(), b.cycleTimeMs());
    assertEquals(Optional.of("cyclic"), a.sendType());
    assertEquals(Optional.of("event"), b.sendType());
    assertFalse(a.fd());
    assertTrue(b.fd());
  }

  /** A file may declare the frame's format as a plain number instead of an enumeration. */
  @ParameterizedTest
  @CsvSource({"0, false", "3, false", "14, true", "15, true"})
  void aFrameFormatMayBeANumber(int format, boolean fd) {
    String text =
        ONE
            + "BA_DEF_ BO_ \"VFrameFormat\" INT 0 15;\n"
            + "BA_ \"VFrameFormat\" BO_ 1 "
            + format
            + ";\n";
    assertEquals(fd, Dbc.parse("car.dbc", text).messages().get(0).fd());
  }

  @Test
  void aMessageOfMoreThanEightBytesIsCanFd() {
    assertTrue(Dbc.parse("car.dbc", "BO_ 1 A: 12 Car\n").messages().get(0).fd());
  }

  @Test
  void longNamesReplaceTheCutOnes() {
    DbcMessage message =
        Dbc.parse(
                "car.dbc",
                """
                BO_ 1 Bod: 8 Car
                 SG_ Sel M : 0|4@1+ (1,0) [0|0] "" Car
                 SG_ Doo m1 : 4|4@1+ (1,0) [0|0] "" Car
                BA_ "SystemMessageLongSymbol" BO_ 1 "Body";
                BA_ "SystemSignalLongSymbol" SG_ 1 Doo "Door";
                BA_ "SystemSignalLongSymbol" SG_ 1 Sel "Selector";
                """)
            .messages()
            .get(0);
    assertEquals("Body", message.name());
    assertEquals(
        "Selector",
        message.signal("Door").orElseThrow().multiplexing().selection().orElseThrow().selector());
  }

  @Test
  void theMessageOfLooseSignalsIsNoMessage() {
    assertEquals(
        List.of(),
        Dbc.parse("car.dbc", "BO_ 3221225472 VECTOR__INDEPENDENT_SIG_MSG: 0 Vector__XXX\n")
            .messages());
  }

  @Test
  void labelsComeFromTheSignalOrFromASharedTable() {
    Dbc dbc =
        Dbc.parse(
            "car.dbc",
            """
            VAL_TABLE_ OnOff 1 "On" 0 "Off" ;
            BO_ 1 A: 8 Car
             SG_ S : 0|2@1- (1,0) [0|0] "" Car
             SG_ T : 2|2@1+ (1,0) [0|0] "" Car
            VAL_ 1 S -1 "Below" 0 "said \\"idle\\"; so" ;
            VAL_ 1 T OnOff ;
            VAL_ 1 Gone 0 "Left over" ;
            VAL_ Environment 0 "Off" ;
            """);
    DbcMessage message = dbc.messages().get(0);
    assertEquals(Map.of(-1L, "Below", 0L, "said \"idle\"; so"), message.signals().get(0).labels());
    assertEquals(Optional.of(1L), message.signals().get(1).rawOf("On"));
  }

  @Test
  void linesMayEndAsOnWindowsAndUnitsMayBeCp1252(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("windows.dbc");
    String text =
        "BO_ 12   Cabin:  8   Car\r\n SG_ Heat : 0|8@1+ (1,0) [0|0] \"°C\"  A,B , C\r\n\r\nBU_: A B C\r\n";
    Files.write(file, text.getBytes(Charset.forName("windows-1252")));
    assertEquals("°C", Dbc.read(file).messages().get(0).signals().get(0).unit());
  }

  @Test
  void theListOfNewSymbolsEndsWhereStatementsBegin() {
    String text =
        "NS_ :\n\tNS_DESC_\n\tCM_\n\tBA_\n\tSG_MUL_VAL_\n\nBS_: 500 : 1,2\nBU_: A CarNode\n\nBO_ 0 A: 0 Vector__XXX\n";
    assertEquals(0, Dbc.parse("car.dbc", text).messages().get(0).length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999", "1e99999999999", "1e-99999999", "18446744073709551616"})
  void aNumberThatNoFieldHoldsIsRefusedBeforeItIsComputed(String number) {
    assertTrue(refusal("BO_ " + number + " Body: 8 Car\n").contains("write a message id"));
    assertTrue(refusal(ONE.replace("0|8", number + "|8")).contains("write a start bit"));
    assertTrue(refusal(ONE.replace("0|8", "0|" + number)).contains("write a length in bits"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999", "1e-99999999"})
  void aScaleBeyondThoseOfADoubleIsRefused(String number) {
    assertTrue(refusal(ONE.replace("(1,", "(" + number + ",")).contains("write a factor"));
    assertTrue(refusal(ONE.replace(",0)", "," + number + ")")).contains("write an offset"));
    assertTrue(refusal(ONE.replace("|0]", "|" + number + "]")).contains("write a maximum"));
  }

  @Test
  void theLargestNumbersOfADoubleAreRead() {
    DbcSignal signal = signal("Door : 0|8@1+ (1,0) [-1.7E+308|1.7E+308] \"\" Car");
    assertEquals(new BigDecimal("1.7E+308"), signal.range().orElseThrow().maximum());
  }

  @Test
  void aNegativeIdentifierIsRefused() {
    assertTrue(refusal("BO_ -5 Body: 8 Car\n").contains("no identifier"));
  }

  @Test
  void aStartBitThatWouldWrapAroundIsRefused() {
    assertTrue(refusal(ONE.replace("0|8", "4294967296|8")).contains("signal Door"));
  }

  @Test
  void aStartValueThatNoSignalHoldsCountsAsZero() {
    String text = ONE + "BA_ \"GenSigStartValue\" SG_ 1 Door 1e99999999;\n";
    assertEquals(0, Dbc.parse("car.dbc", text).messages().get(0).signals().get(0).startRaw());
  }

  @Test
  void aStringWithoutEndIsRefusedWithItsLine() {
    assertTrue(
        refusal("VERSION \"1\"\nCM_ \"open;\n").startsWith("car.dbc:2: a string has no end"));
  }

  @Test
  void longRowsOfDigitsQuotesAndBackslashesTakeNoLongerThanOtherText() {
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          Dbc.parse("car.dbc", "CM_ " + "1".repeat(500_000) + "a;");
          Dbc.parse("car.dbc", "CM_ \"" + "\\\\".repeat(500_000) + "\";");
          refusal("CM_ " + "\"\\".repeat(500_000) + ";");
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFloatOfEightBitsIsRefused(int kind) {
    assertTrue(refusal(ONE + "SIG_VALTYPE_ 1 Door : " + kind + ";\n").contains("of kind " + kind));
  }

  @Test
  void aKindOfNumberForASignalThatIsGoneIsPassedOver() {
    String text = ONE + "SIG_VALTYPE_ 1 Gone : 2;\nSIG_VALTYPE_ 7 Door : 1;\n";
    assertEquals(1, Dbc.parse("car.dbc", text).messages().size());
  }

  @Test
  void aKindOfNumberThatTheFormatLacksIsRefused() {
    assertTrue(refusal(ONE + "SIG_VALTYPE_ 1 Door : 3;\n").contains("of kind 3"));
  }

  @Test
  void twoMessagesOfOneNameAreRefused() {
    assertTrue(refusal("BO_ 1 A: 8 Car\nBO_ 2 A: 8 Car\n").contains("is named A twice"));
  }

  @Test
  void twoSignalsOfOneLongNameAreRefused() {
    String text =
        ONE
            + " SG_ Hood : 8|8@1+ (1,0) [0|0] \"\" Car\n"
            + "BA_ \"SystemSignalLongSymbol\" SG_ 1 Door \"Same\";\n"
            + "BA_ \"SystemSignalLongSymbol\" SG_ 1 Hood \"Same\";\n";
    assertTrue(refusal(text).contains("a signal of Body is named Same twice"));
  }

  @Test
  void moreThanSixtyFourSelectorsAboveEachOtherAreRefused() {
    assertEquals(65, Dbc.parse("car.dbc", selectors(64)).messages().get(0).signals().size());
    assertTrue(refusal(selectors(65)).contains("more than 64 selectors"));
  }

  /** One signal below so many that select each other. */
  private static String selectors(int count) {
    StringBuilder text = new StringBuilder("BO_ 1 A: 8 Car\n");
    text.append(" SG_ S0 M : 0|8@1+ (1,0) [0|0] \"\" Car\n");
    IntStream.rangeClosed(1, count)
        .forEach(i -> text.append(" SG_ S" + i + " m1M : 0|8@1+ (1,0) [0|0] \"\" Car\n"));
    IntStream.rangeClosed(1, count)
        .forEach(i -> text.append("SG_MUL_VAL_ 1 S" + i + " S" + (i - 1) + " 1-1;\n"));
    return text.toString();
  }

  @Test
  void tablesThatWouldBeCopiedTooOftenAreRefused() {
    StringBuilder text = new StringBuilder("VAL_TABLE_ Long ");
    IntStream.range(0, 1_001).forEach(i -> text.append(i + " \"a\" "));
    text.append(";\nBO_ 1 A: 8 Car\n SG_ S : 0|16@1+ (1,0) [0|0] \"\" Car\n");
    text.append("VAL_ 1 S Long ;\n".repeat(100));
    assertTrue(refusal(text.toString()).contains("more than 100000 labels"));
  }
}
