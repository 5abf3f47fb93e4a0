package io.voxbus.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The published numbers are those of cantools' own tests; the fixture's layouts are facts, its
 * words are ours.
 */
class MessageCodecTest {
  private static final String FILE =
      """
      VERSION "codec"
      BS_:
      BU_: Tester
      BO_ 496 Engine: 8 Tester
       SG_ Temperature : 0|12@0- (0.01,250) [229.52|270.47] "degK" Tester
       SG_ Radius : 6|6@0+ (0.1,0) [0|5] "m" Tester
       SG_ Enable : 7|1@0+ (1,0) [0|0] "" Tester
      BO_ 1 BigPadded: 8 Tester
       SG_ A : 6|15@0+ (1,0) [0|32767] "" Tester
       SG_ B : 7|1@0+ (1,0) [0|1] "" Tester
       SG_ C : 38|15@0+ (1,0) [0|32767] "" Tester
       SG_ D : 39|1@0+ (1,0) [0|1] "" Tester
      BO_ 2 LittlePadded: 8 Tester
       SG_ E : 0|1@1+ (1,0) [0|1] "" Tester
       SG_ F : 1|15@1+ (1,0) [0|32767] "" Tester
       SG_ G : 32|1@1+ (1,0) [0|1] "" Tester
       SG_ H : 33|15@1+ (1,0) [0|32767] "" Tester
      BO_ 3 Nibbles: 8 Tester
       SG_ I : 0|4@1+ (1,0) [0|15] "" Tester
       SG_ J : 4|4@1+ (1,0) [0|15] "" Tester
       SG_ K : 8|4@1+ (1,0) [0|15] "" Tester
      BO_ 4 BigLong: 8 Tester
       SG_ L : 7|64@0+ (1,0) [0|18446744073709551615] "" Tester
      BO_ 5 LittleLong: 8 Tester
       SG_ M : 0|64@1+ (1,0) [0|18446744073709551615] "" Tester
      BO_ 6 Float: 4 Tester
       SG_ Binary32 : 0|32@1- (1,0) [0|0] "" Tester
      BO_ 8 Double: 8 Tester
       SG_ Binary64 : 0|64@1- (1,0) [0|0] "" Tester
      BO_ 9 Long: 64 Tester
       SG_ Low : 0|64@1+ (1,0) [0|0] "" Tester
       SG_ High : 64|64@1+ (1,0) [0|0] "" Tester
      BO_ 10 Round: 1 Tester
       SG_ Halves : 0|8@1- (2,0) [-256|254] "" Tester
      BO_ 11 Negative: 2 Tester
       SG_ Falling : 0|8@1+ (-0.5,10) [-100|10] "" Tester
       SG_ Level : 8|4@1+ (1,0) [0|10] "" Tester
      BO_ 12 Short: 1 Tester
       SG_ Beyond : 4|8@1+ (1,0) [0|0] "" Tester
       SG_ Inside : 0|4@1+ (1,0) [0|0] "" Tester
      BO_ 13 Started: 2 Tester
       SG_ Parked : 0|8@1+ (0.5,0) [0|100] "" Tester
       SG_ Other : 8|8@1+ (1,0) [0|100] "" Tester
      BO_ 14 Muxed: 3 Tester
       SG_ Page M : 0|4@1+ (1,0) [0|0] "" Tester
       SG_ Inner m2M : 4|4@1+ (1,0) [0|0] "" Tester
       SG_ First m1 : 8|8@1+ (1,0) [0|0] "" Tester
       SG_ Deep m3 : 16|8@1+ (1,0) [0|0] "" Tester
      BO_ 15 Scaled: 8 Tester
       SG_ Tenths : 0|32@1- (0.1,-5) [0|0] "" Tester
       SG_ Thousandths : 32|32@1+ (0.001,0) [0|0] "" Tester
      BA_DEF_ SG_ "GenSigStartValue" INT 0 10;
      BA_DEF_DEF_ "GenSigStartValue" 0;
      BA_ "GenSigStartValue" SG_ 13 Parked 40;
      VAL_ 11 Level 15 "Not available" 0 "Off" ;
      SIG_VALTYPE_ 6 Binary32 : 1;
      SIG_VALTYPE_ 8 Binary64 : 2;
      SIG_VALTYPE_ 15 Tenths : 1;
      VAL_ 6 Binary32 1 "One" -2 "Low" ;
      VAL_ 9 High 18446744073709551615 "Not available" ;
      SG_MUL_VAL_ 14 Inner Page 2-2;
      SG_MUL_VAL_ 14 First Page 1-1, 5-7;
      SG_MUL_VAL_ 14 Deep Inner 3-3;
      """;

  private static final Dbc DBC = Dbc.parse("codec.dbc", FILE);

  private static MessageCodec codec(String message) {
    return new MessageCodec(DBC.message(message).orElseThrow());
  }

  private static Map<String, BigDecimal> values(Object... pairs) {
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], new BigDecimal((String) pairs[i + 1]));
    }
    return values;
  }

  private static String hex(byte[] payload) {
    return HexFormat.of().withUpperCase().formatHex(payload);
  }

  private static void encodesAndBack(String message, String payload, Object... pairs) {
    Map<String, BigDecimal> values = values(pairs);
    assertEquals(payload, hex(codec(message).encode(values)));
    Map<String, BigDecimal> back = new LinkedHashMap<>();
    codec(message)
        .decode(HexFormat.of().parseHex(payload))
        .forEach(r -> back.put(r.signal().name(), r.physical()));
    values.forEach(
        (name, value) ->
            assertEquals(
                0, value.compareTo(back.getOrDefault(name, BigDecimal.TEN.pow(30))), name));
  }

  private static String number(long value) {
    return Long.toUnsignedString(value);
  }

  @Test
  void aValueBeyondTheRangeIsRefusedWithTheRange() {
    SignalException refusal =
        assertThrows(SignalException.class, () -> codec("Engine").encode(values("Radius", "5.1")));
    assertEquals("signal Radius cannot carry 5.1: it goes from 0 to 5 m", refusal.getMessage());
  }

  @Test
  void aValueBeyondTheBitsIsRefusedEvenWithoutARange() {
    assertThrows(SignalException.class, () -> codec("Short").encode(values("Inside", "16")));
  }

  @Test
  void anUnknownSignalIsRefused() {
    assertThrows(SignalException.class, () -> codec("Engine").encode(values("Pressure", "1")));
  }

  @Test
  void aSignalThatEndsBeyondTheMessageCannotBeSentAndIsNotRead() {
    assertThrows(SignalException.class, () -> codec("Short").encode(values("Beyond", "1")));
    assertEquals(List.of("Inside"), names("Short", new byte[1]));
  }

  @Test
  void aSignalThatTheMultiplexerDidNotSelectIsRefused() {
    SignalException refusal =
        assertThrows(
            SignalException.class, () -> codec("Muxed").encode(values("Page", "2", "First", "1")));
    assertTrue(String.valueOf(refusal.getMessage()).contains("only while Page selects it"));
  }

  @Test
  void aRawValueIsRefusedWhereAPhysicalOneIs() {
    DbcMessage message = codec("Muxed").message();
    long[] raws = new long[message.signals().size()];
    boolean[] given = new boolean[raws.length];
    raws[place(message, "Page")] = 2;
    assertEquals(
        hex(codec("Muxed").encode(values("Page", "2"))), hex(codec("Muxed").encode(raws, given)));
    given[place(message, "First")] = true;
    assertThrows(SignalException.class, () -> codec("Muxed").encode(raws, given));
  }

  private static int place(DbcMessage message, String signal) {
    return message.signals().indexOf(message.signal(signal).orElseThrow());
  }

  @Test
  void motorolaSignalsRunAcrossBytes() {
    encodesAndBack(
        "Engine", "C006E00000000000", "Temperature", "250.55", "Radius", "3.2", "Enable", "1");
    encodesAndBack(
        "Engine", "0100200000000000", "Temperature", "229.53", "Radius", "0", "Enable", "0");
  }

  @Test
  void bothOrdersFillTheirBitsAsPublished() {
    encodesAndBack("BigPadded", "82C9000002C90000", "B", "1", "A", "713", "D", "0", "C", "713");
    encodesAndBack("LittlePadded", "9305000092050000", "E", "1", "F", "713", "G", "0", "H", "713");
    encodesAndBack("Nibbles", "2103000000000000", "I", "1", "J", "2", "K", "3");
  }

  @Test
  void sixtyFourBitsKeepTheirLastDigit() {
    String value = number(0x0123456789ABCDEFL);
    encodesAndBack("BigLong", "0123456789ABCDEF", "L", value);
    encodesAndBack("LittleLong", "EFCDAB8967452301", "M", value);
    encodesAndBack("LittleLong", "FFFFFFFFFFFFFFFF", "M", "18446744073709551615");
    encodesAndBack(
        "Long",
        "EFCDAB8967452301EFBEADDEEFBEADDE" + "00".repeat(48),
        "Low",
        value,
        "High",
        number(0xDEADBEEFDEADBEEFL));
  }

  @Test
  void floatsAreIeee754() {
    encodesAndBack("Float", "0000803F", "Binary32", "1");
    encodesAndBack("Double", "000000000000F0BF", "Binary64", "-1");
  }

  @Test
  void aFloatThatIsNoNumberIsNotRead() {
    assertEquals(List.of(), names("Float", HexFormat.of().parseHex("0000C07F")));
  }

  @Test
  void halvesAreRoundedToTheEvenRawValue() {
    assertEquals("00", hex(codec("Round").encode(values("Halves", "1"))));
    assertEquals("02", hex(codec("Round").encode(values("Halves", "3"))));
    assertEquals("FE", hex(codec("Round").encode(values("Halves", "-3"))));
  }

  @Test
  void aNegativeFactorTurnsTheRangeAround() {
    encodesAndBack("Negative", "2800", "Falling", "-10");
  }

  @Test
  void aLabelledValueBeyondTheRangeCanBeSent() {
    encodesAndBack("Negative", "000F", "Level", "15");
    assertThrows(SignalException.class, () -> codec("Negative").encode(values("Level", "14")));
  }

  @Test
  void aSignalThatIsNotNamedHasItsStartValue() {
    assertEquals("2807", hex(codec("Started").encode(values("Other", "7"))));
  }

  @Test
  void selectorsMayThemselvesBeSelected() {
    encodesAndBack("Muxed", "320009", "Page", "2", "Inner", "3", "Deep", "9");
    encodesAndBack("Muxed", "060700", "Page", "6", "First", "7");
    assertEquals(List.of("Page"), names("Muxed", HexFormat.of().parseHex("340709")));
  }

  private static List<String> names(String message, byte[] payload) {
    return codec(message).decode(payload).stream().map(reading -> reading.signal().name()).toList();
  }

  @Test
  void floatsMayBeScaled() {
    encodesAndBack("Scaled", "0000F041D2040000", "Tenths", "-2", "Thousandths", "1.234");
  }

  @Test
  void labelsOfFloatsNameNumbers() {
    DbcSignal signal = DBC.message("Float").orElseThrow().signals().get(0);
    assertEquals(new BigDecimal(-2), signal.labelled("Low"));
    assertEquals(
        Optional.of("One"),
        codec("Float").decode(HexFormat.of().parseHex("0000803F")).get(0).label());
    assertEquals(
        Optional.empty(),
        codec("Float").decode(HexFormat.of().parseHex("0000C03F")).get(0).label());
  }

  @Test
  void labelsReachTheHighestBit() {
    DbcSignal signal = DBC.message("Long").orElseThrow().signals().get(1);
    assertEquals(new BigDecimal("18446744073709551615"), signal.labelled("Not available"));
  }

  @Test
  void aLabelThatASignalLacksIsRefusedWithThoseItHas() {
    DbcSignal signal = DBC.message("Negative").orElseThrow().signals().get(1);
    SignalException refusal = assertThrows(SignalException.class, () -> signal.labelled("Full"));
    assertEquals("signal Level has no label Full, only [Off, Not available]", refusal.getMessage());
  }

  @Test
  void aValueBeyondComputingIsRefused() {
    assertThrows(SignalException.class, () -> codec("Long").encode(values("Low", "1E+999999999")));
    assertThrows(SignalException.class, () -> codec("Long").encode(values("Low", "1E-999999999")));
  }

  @Test
  void aSelectorBeyondTheEndOfAShortPayloadSelectsNothing() {
    assertEquals(List.of(), names("Muxed", new byte[0]));
    assertEquals(List.of("Page"), names("Muxed", new byte[] {1}));
  }

  @Test
  void codecsAreFoundByNameAndByIdentifier() {
    MessageCodecs codecs = new MessageCodecs(DBC);
    assertEquals("Muxed", codecs.find("Muxed").orElseThrow().message().name());
    assertEquals("Muxed", codecs.find(14, false).orElseThrow().message().name());
    assertEquals(Optional.empty(), codecs.find(14, true));
    assertEquals(Optional.empty(), codecs.find("muxed"));
  }

  @ParameterizedTest
  @CsvSource({"Float, Binary32, 1e39", "Double, Binary64, 1e309"})
  void aFloatThatWouldBeInfiniteIsRefused(String message, String signal, BigDecimal value) {
    assertThrows(SignalException.class, () -> codec(message).encode(Map.of(signal, value)));
  }
}
