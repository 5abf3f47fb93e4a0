package io.voxbus.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncodingGarbageTest {
  private static final int CALLS = 10_000;

  /** An array of eight bytes, with its head. */
  private static final int PAYLOAD = 24;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final MessageCodec codec =
      new MessageCodec(
          Dbc.parse(
                  "garbage.dbc",
                  """
                  BO_ 1 Muxed: 8 Car
                   SG_ Page M : 0|4@1+ (1,0) [0|15] "" Car
                   SG_ Heat m1 : 15|12@0- (0.01,250) [229.52|270.47] "degK" Car
                   SG_ Level m1 : 32|8@1+ (0.5,-40) [-40|80] "" Car
                   SG_ Other m2 : 8|48@1+ (1,0) [0|0] "" Car
                   SG_ Rest : 56|8@1+ (1,0) [0|255] "" Car
                  BA_ "GenSigStartValue" SG_ 1 Rest 7;
                  """)
              .messages()
              .get(0));

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  @Test
  void encodingMakesNothingButThePayload() {
    Map<String, BigDecimal> values = new HashMap<>();
    values.put("Page", BigDecimal.ONE);
    values.put("Heat", new BigDecimal("250.555"));
    values.put("Level", new BigDecimal("21.5"));
    Map<String, Long> others = new HashMap<>(Map.of("Rest", 200L));
    encode(values, others);
    long before = allocated();
    encode(values, others);
    double bytesOfCall = (allocated() - before) / (double) CALLS;
    assertEquals(PAYLOAD, bytesOfCall, 0.5);
  }

  @Test
  void encodingRawValuesMakesNothingButThePayload() {
    long[] raws = {1, 55, 123, 0, 200};
    boolean[] given = {true, true, true, false, false};
    encode(raws, given);
    long before = allocated();
    encode(raws, given);
    double bytesOfCall = (allocated() - before) / (double) CALLS;
    assertEquals(PAYLOAD, bytesOfCall, 0.5);
  }

  private void encode(long[] raws, boolean[] given) {
    for (int i = 0; i < CALLS; i++) {
      codec.encode(raws, given);
    }
  }

  private void encode(Map<String, BigDecimal> values, Map<String, Long> others) {
    for (int i = 0; i < CALLS; i++) {
      codec.encode(values, others);
    }
  }
}
