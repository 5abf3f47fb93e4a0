package io.voxbus.module.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "9464",
        ":9464",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:0",
        "127.0.0.1:65536",
        "127.0.0.1:9464/metrics",
        "http://127.0.0.1:9464",
        "::1:9464",
        "a b:9464",
        "user@127.0.0.1:9464"
      })
  void whatIsNoAddressIsRefusedWithTheMend(String text) {
    IllegalArgumentException mistake =
        assertThrows(IllegalArgumentException.class, () -> HttpAddress.parse(text));
    assertEquals(
        "--http %s is no address; give HOST:PORT, for example 127.0.0.1:9464".formatted(text),
        mistake.getMessage());
  }

  @Test
  void hostAndPortAreRead() {
    assertEquals(new HttpAddress("127.0.0.1", 9464), HttpAddress.parse("127.0.0.1:9464"));
    assertEquals(new HttpAddress("localhost", 1), HttpAddress.parse("localhost:1"));
  }

  @Test
  void anIpv6AddressStandsInBrackets() {
    HttpAddress address = HttpAddress.parse("[::1]:9464");
    assertEquals("::1", address.bareHost());
    assertEquals("[::1]:9464", address.toString());
  }

  @Test
  void onlyLoopbackIsLoopback() {
    assertTrue(HttpAddress.parse("127.0.0.1:9464").loopback());
    assertTrue(HttpAddress.parse("[::1]:9464").loopback());
    assertFalse(HttpAddress.parse("0.0.0.0:9464").loopback());
    assertFalse(HttpAddress.parse("192.0.2.1:9464").loopback());
  }
}
