package io.voxbus.module.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Addresses of brokers; what is one is the same when it is written. */
final class BrokerAddressFuzzTest {
  @FuzzTest
  void isReadAndWrittenTheSameOrRefused(byte[] bytes) {
    try {
      BrokerAddress address = BrokerAddress.parse(new String(bytes, StandardCharsets.UTF_8));
      assertEquals(address, BrokerAddress.parse(address.toString()));
    } catch (IllegalArgumentException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isBlank());
    }
  }
}
