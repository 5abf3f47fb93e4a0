package io.voxbus.hil.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxbus.canbridge.BridgeBoard;
import io.voxbus.hil.scenario.ScenarioReader;
import io.voxbus.module.app.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeededFaultTest {
  private static final Path HOME = Home.folder();
  private static final List<SeededFault> FAULTS = SeededFault.read(HOME.resolve("hil/faults.yaml"));

  @TempDir private Path folder;

  @Test
  void thereAreAtLeastTenOfDifferentNames() {
    List<String> names = FAULTS.stream().map(SeededFault::name).toList();
    assertTrue(names.size() >= 10, names::toString);
    assertEquals(names.size(), new HashSet<>(names).size());
  }

  @Test
  void eachCanBePutInAndGivesADeviceThatStarts() throws IOException {
    for (SeededFault fault : FAULTS) {
      Mutant mutant = Mutant.of(fault, HOME, folder.resolve(fault.name()));
      assertNotEquals(Files.readString(HOME.resolve(fault.file())), fault.apply(HOME));
      BridgeBoard.read(mutant.board());
      assertEquals(fault.isInCode(), mutant.classes().isPresent(), fault.name());
    }
  }

  @Test
  void eachNamesAScenarioThatThereIs() throws IOException {
    List<String> scenarios =
        new ScenarioReader()
            .readAll(List.of(HOME.resolve("hil/scenarios"))).stream()
                .map(scenario -> scenario.name())
                .toList();
    for (SeededFault fault : FAULTS) {
      for (String name : fault.by()) {
        assertTrue(scenarios.stream().anyMatch(each -> each.startsWith(name)), name);
      }
    }
  }

  @Test
  void aTextThatDoesNotStandThereOnceIsRefused() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "one two two");
    assertThrows(IOException.class, () -> fault("three").apply(folder));
    assertThrows(IOException.class, () -> fault("two").apply(folder));
    assertEquals("1 two two", fault("one").apply(folder));
  }

  private static SeededFault fault(String find) {
    return new SeededFault("a", "", Path.of("a.yaml"), find, "1", List.of());
  }
}
