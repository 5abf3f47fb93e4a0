package io.voxbus.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.voxbus.fuzz.ScratchFile;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** DBC files; what a message of one decodes, it encodes again. */
final class DbcFuzzTest {
  private static final ScratchFile FILE = new ScratchFile("fuzz.dbc");

  @DictionaryEntries({
    "VERSION \"\"",
    "NS_ :",
    "BS_:",
    "BU_: ",
    "BO_ ",
    "SG_ ",
    "VAL_TABLE_ ",
    "VAL_ ",
    "BA_DEF_ ",
    "BA_DEF_DEF_ ",
    "BA_ ",
    "SIG_VALTYPE_ ",
    "SG_MUL_VAL_ ",
    "CM_ ",
    "INT 0 0;",
    "ENUM ",
    "FLOAT ",
    "\"GenSigStartValue\"",
    "\"GenMsgCycleTime\"",
    "\"VFrameFormat\"",
    "8@1+ (1,0) [0|0]",
    "@0-",
    " m0 ",
    " M ",
    " m1M ",
    "1e99",
    "9223372036854775807",
    "18446744073709551615",
    "2147483648"
  })
  @FuzzTest
  void areReadOrRefusedAndEncodeWhatTheyDecode(byte[] bytes) {
    try {
      Dbc.read(FILE.with(bytes)).messages().forEach(DbcFuzzTest::check);
    } catch (DbcException refused) {
      // What cannot be read is refused so.
    }
  }

  private static void check(DbcMessage message) {
    MessageCodec codec = new MessageCodec(message);
    byte[] payload = new byte[message.length()];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (i * 37 + 5);
    }
    Map<String, BigDecimal> values = values(codec, payload);
    encoded(codec, values).ifPresent(again -> assertEquals(values, values(codec, again)));
  }

  /** Empty when a value that the bits have lies outside the range that the file gives them. */
  private static Optional<byte[]> encoded(MessageCodec codec, Map<String, BigDecimal> values) {
    try {
      return Optional.of(codec.encode(values));
    } catch (SignalException refused) {
      return Optional.empty();
    }
  }

  private static Map<String, BigDecimal> values(MessageCodec codec, byte[] payload) {
    Map<String, BigDecimal> values = new HashMap<>();
    codec.decode(payload).forEach(each -> values.put(each.signal().name(), each.physical()));
    return values;
  }
}
