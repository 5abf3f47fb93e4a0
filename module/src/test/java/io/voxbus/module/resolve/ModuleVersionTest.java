package io.voxbus.module.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleVersionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2",
        "1.2.3.4",
        "1.2.x",
        "1.-2.3",
        "1..3",
        "-1.2.3",
        "+1.2.3",
        "4294967295.0.0"
      })
  void another_form_is_refused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ModuleVersion.parse(text));
  }

  @Test
  void ten_is_newer_than_nine() {
    assertTrue(ModuleVersion.parse("0.10.0").compareTo(ModuleVersion.parse("0.9.9")) > 0);
  }

  @Test
  void what_follows_a_hyphen_does_not_count() {
    assertEquals(new ModuleVersion(1, 2, 3), ModuleVersion.parse("1.2.3-SNAPSHOT"));
  }

  @Test
  void the_running_service_knows_its_version() {
    assertTrue(ModuleVersion.current().compareTo(new ModuleVersion(0, 1, 0)) >= 0);
  }
}
