package io.voxbus.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Catalogue STANDARD = Catalogue.standard();

  private static Catalogue changed(String from, String to) throws IOException {
    String file = Resource.text("vehicle-functions.yaml");
    assertTrue(file.contains(from), from);
    return Catalogue.read(new StringReader(file.replace(from, to)));
  }

  @Test
  void anUnknownFunctionIsNotFound() {
    assertEquals(Optional.empty(), STANDARD.find("launch_rocket"));
    assertThrows(IllegalCallException.class, () -> STANDARD.function("launch_rocket"));
  }

  @Test
  void aFunctionOutOfItsPlaceIsRefused() {
    FunctionSpec second = STANDARD.functions().get(1);
    CatalogueException refusal =
        assertThrows(
            CatalogueException.class,
            () -> new Catalogue("cabin", 1, STANDARD.areas(), List.of(second)));
    assertEquals(
        "set_temperature has index 1. Give it 0, its place among the functions.",
        refusal.getMessage());
  }

  @Test
  void theStandardCatalogueIsReadOnce() {
    assertSame(STANDARD, Catalogue.standard());
  }

  @Test
  void theStandardCatalogueHasSeventyTwoFunctions() {
    assertEquals(72, STANDARD.functions().size());
    assertEquals("<vc_0>", STANDARD.function("set_climate_power").token());
    assertEquals("<vc_71>", STANDARD.function("query_status").token());
  }

  @Test
  void theHashIsTheOneThatModelsWereTrainedOn() throws IOException {
    assertEquals(Resource.text("catalogue-hash.txt").strip(), STANDARD.hash());
  }

  @Test
  void theHashIsStableAgainstCommentsAndDescriptions() throws IOException {
    assertEquals(STANDARD.hash(), changed("functions:", "# a comment\nfunctions:").hash());
    assertEquals(STANDARD.hash(), changed("Set the blower", "Choose the blower").hash());
    assertEquals(STANDARD.hash(), changed("min: 0.5,", "min: 0.50,").hash());
  }

  @Test
  void theHashChangesWithWhateverDecidesACall() throws IOException {
    assertNotEquals(STANDARD.hash(), changed("version: 1", "version: 2").hash());
    assertNotEquals(STANDARD.hash(), changed("rear_right,", "rear_right, boot,").hash());
    assertNotEquals(STANDARD.hash(), changed("name: wash_window", "name: rinse_window").hash());
    assertNotEquals(STANDARD.hash(), changed("off\", resume", "off\", go_on").hash());
    assertNotEquals(STANDARD.hash(), changed("max: 1710", "max: 1711").hash());
    assertNotEquals(STANDARD.hash(), changed("max: 95, decimal: true", "max: 95").hash());
    assertNotEquals(STANDARD.hash(), changed("max: 5, integer: true", "max: 5").hash());
    assertNotEquals(STANDARD.hash(), changed(", unit: degrees", "").hash());
    assertNotEquals(STANDARD.hash(), changed("[fm, am], optional: true", "[fm, am]").hash());
  }

  @Test
  void theCanonicalTextWritesEveryTypeAsTheFileExplains() {
    String text = STANDARD.canonicalText();
    assertTrue(text.startsWith("catalogue cabin 1\nareas speaker driver passenger "), text);
    assertTrue(
        text.contains(
            """
            function 1 set_temperature
            argument temperature required level decimal 10 95 min max
            argument unit optional enum celsius fahrenheit
            argument area optional area
            function 2 adjust_temperature
            argument direction required enum up down
            argument amount optional number decimal 0.5 20 degrees
            """),
        text);
    assertTrue(text.contains("\nargument slot required number integer 1 5 -\n"), text);
    assertTrue(text.endsWith(" service_due door_status\n"), text);
  }
}
