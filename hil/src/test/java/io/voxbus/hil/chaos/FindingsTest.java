package io.voxbus.hil.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxbus.hil.process.BusEntry;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static Set<String> twice(String... entries) {
    List<BusEntry> bus =
        Stream.of(entries)
            .map(entry -> entry.split(" ", 2))
            .map(parts -> new BusEntry(0, parts[0], parts[1]))
            .toList();
    return Findings.twice(bus);
  }

  @Test
  void eachCommandOnceIsGood() {
    assertEquals(Set.of(), twice("a/0 225#01", "a/0 225#00", "b/0 225#01", "b/0 225#00"));
  }

  @Test
  void aLevelThatComesAgainIsTwice() {
    assertEquals(Set.of("a/0"), twice("a/0 202#2A", "b/0 202#2B", "a/0 202#2A"));
  }

  @Test
  void aRequestThatComesAgainIsTwice() {
    assertEquals(Set.of("a/0"), twice("a/0 225#01", "a/0 225#00", "a/0 225#01", "a/0 225#00"));
  }

  @Test
  void aRequestThatIsPutBackAgainIsNot() {
    assertEquals(Set.of(), twice("a/0 225#01", "a/0 225#00", "a/0 225#00"));
  }
}
