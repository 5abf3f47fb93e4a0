package io.voxbus.module;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A transcript flows one way through the packages, and no import points back. */
class PackageOrderTest {
  private static final String ROOT = "io.voxbus.module.";
  private static final List<String> ORDER =
      List.of(
          "speech",
          "resolve",
          "dialogue",
          "ground",
          "interlock",
          "can",
          "journal",
          "update",
          "agent",
          "bridge",
          "reply",
          "observe",
          "app");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.voxbus");

  @Test
  void everyPackageStandsInTheOrder() {
    Set<String> found =
        CLASSES.stream()
            .map(each -> each.getPackageName())
            .filter(name -> name.startsWith(ROOT))
            .map(name -> name.substring(ROOT.length()))
            .collect(Collectors.toSet());
    assertEquals(Set.copyOf(ORDER), found);
  }

  @Test
  void noPackageKnowsALaterOne() {
    for (int place = 0; place < ORDER.size() - 1; place++) {
      String[] later =
          ORDER.subList(place + 1, ORDER.size()).stream()
              .map(name -> ROOT + name + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + ORDER.get(place) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .check(CLASSES);
    }
  }

  @Test
  void thereAreNoCycles() {
    slices().matching("io.voxbus.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void wireAndCatalogueAndDbcDoNotKnowTheService() {
    noClasses()
        .that()
        .resideInAnyPackage("io.voxbus.proto..", "io.voxbus.vehicle..", "io.voxbus.dbc..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.voxbus.module..")
        .check(CLASSES);
  }

  @Test
  void onlyTheBridgeTheObservatoryAndTheAppKnowTheEventLoop() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "speech..",
            ROOT + "resolve..",
            ROOT + "dialogue..",
            ROOT + "ground..",
            ROOT + "interlock..",
            ROOT + "can..",
            ROOT + "journal..",
            ROOT + "update..",
            ROOT + "agent..",
            ROOT + "reply..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx..")
        .check(CLASSES);
  }
}
