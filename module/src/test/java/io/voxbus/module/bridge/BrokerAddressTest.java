package io.voxbus.module.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "broker",
        "broker:1883",
        "http://broker:1883",
        "mqttss://broker",
        "mqtt://",
        "mqtt://:1883",
        "mqtt://broker:0",
        "mqtt://broker:65536",
        "mqtt://broker:x",
        "mqtt://user:secret@broker",
        "mqtt://broker/path",
        "mqtt://broker?x=1",
        "mqtt://bro ker"
      })
  void anotherFormIsRefusedInOneLine(String url) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> BrokerAddress.parse(url));
    assertTrue(String.valueOf(refused.getMessage()).contains("mqtt://host:port"));
  }

  @Test
  void hostAndPortAreRead() {
    assertEquals(new BrokerAddress("broker", 1884), BrokerAddress.parse("mqtt://broker:1884"));
    assertEquals(new BrokerAddress("broker", 1883), BrokerAddress.parse("MQTT://broker/"));
    assertEquals(new BrokerAddress("::1", 1883), BrokerAddress.parse("mqtt://[::1]"));
  }

  @Test
  void mqttsWithoutAnAuthorityIsRefusedWithTheMend() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> BrokerAddress.parse("mqtts://broker"));
    assertTrue(String.valueOf(refused.getMessage()).contains("needs --ca FILE"));
  }

  @Test
  void addressIsWrittenAsItIsRead() {
    assertEquals("mqtt://[::1]:1883", BrokerAddress.parse("mqtt://[::1]").toString());
  }
}
