package dev.leeway.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The house's rules; ARCHITECTURE.md tells them in words. */
class ArchitectureTest {

  private static final JavaClasses LEEWAY =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .withImportOption(location -> !location.contains("testkit"))
          .importPackages("dev.leeway");

  private static final String[] CORE = {
    "dev.leeway.appraisal..",
    "dev.leeway.event..",
    "dev.leeway.sketch..",
    "dev.leeway.profile..",
    "dev.leeway.reference..",
    "dev.leeway.detector..",
    "dev.leeway.drift..",
    "dev.leeway.estimate..",
    "dev.leeway.joint..",
    "dev.leeway.labels..",
    "dev.leeway.loss..",
    "dev.leeway.measure..",
    "dev.leeway.bundle..",
    "dev.leeway.window..",
    "dev.leeway.merge..",
    "dev.leeway.mode..",
    "dev.leeway.monitor..",
    "dev.leeway.performance..",
    "dev.leeway.quality..",
    "dev.leeway.rule..",
    "dev.leeway.verdict.."
  };

  private static final String[] INGESTION = {
    "dev.leeway.ingestion..", "dev.leeway.eventlog..", "dev.leeway.emitter.."
  };
  private static final String[] ALERTING = {
    "dev.leeway.alerting..",
    "dev.leeway.call..",
    "dev.leeway.delivery..",
    "dev.leeway.inboxes..",
    "dev.leeway.outbox..",
    "dev.leeway.pipelines..",
    "dev.leeway.retraining.."
  };
  private static final String[] STORE = {"dev.leeway.store.."};
  private static final String[] STREAMS = {"dev.leeway.streams.."};
  private static final String[] DIRECTORY = {"dev.leeway.directory.."};

  /** An import that finds nothing would make every other rule hold. */
  @Test
  void everyModule_isLookedAt() {
    for (String inEachModule :
        new String[] {
          "dev.leeway.profile.Profile",
          "dev.leeway.wire.VerdictWire",
          "dev.leeway.confluent.ConfluentSchemaRegistry",
          "dev.leeway.streams.DriftJob",
          "dev.leeway.directory.ReferenceTail",
          "dev.leeway.ingestion.IngestRoutes",
          "dev.leeway.store.ResultsStore",
          "dev.leeway.alerting.AlertBook",
          "dev.leeway.app.process.LeewayProcess"
        }) {
      assertThat(LEEWAY.contain(inEachModule)).as(inEachModule).isTrue();
    }
  }

  @Test
  void packages_formNoCycle() {
    slices().matching("dev.leeway.(**)").should().beFreeOfCycles().check(LEEWAY);
  }

  @Test
  void core_seesOnlyTheJdkAndSketches() {
    classes()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            concat(
                CORE,
                "java..",
                "org.apache.datasketches..",
                "org.apache.commons.numbers.gamma..",
                "org.jspecify.annotations.."))
        .check(LEEWAY);
  }

  @Test
  void core_doesNoInputOutputAndStartsNoThread() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.nio.file..",
            "java.nio.channels..",
            "java.net..",
            "java.sql..",
            "java.util.logging..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Thread")
        .check(LEEWAY);
  }

  /** Time comes in through the door: from an InstantSource at the edge, or as an argument. */
  @Test
  void nobodyAsksTheWallClockBehindOurBack() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.leeway.app.demo..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(LEEWAY);
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(InstantSource.class)
        .check(LEEWAY);
  }

  @Test
  void siblings_meetOnTopicsOnly() {
    apart(INGESTION, concat(ALERTING, STORE[0], STREAMS[0], "dev.leeway.app.."));
    apart(ALERTING, concat(INGESTION, STORE[0], STREAMS[0], "dev.leeway.app.."));
    apart(STORE, concat(concat(INGESTION, ALERTING), STREAMS[0], "dev.leeway.app.."));
    apart(STREAMS, concat(concat(INGESTION, ALERTING), STORE[0], "dev.leeway.app.."));
    apart(DIRECTORY, concat(concat(INGESTION, ALERTING), STORE[0], STREAMS[0], "dev.leeway.app.."));
  }

  @Test
  void eachForeignInsideIsNamedByOneClass() {
    only(
        "dev.leeway.streams.CommitHook",
        "org.apache.kafka.streams.processor.internals..",
        "org.apache.kafka.streams.state.internals..");
    only(
        "dev.leeway.confluent.ConfluentSchemaRegistry",
        "org.apache.flink.avro.registry.confluent.shaded..");
    only("dev.leeway.app.kafka.EmbeddedKafka", "kafka..", "org.apache.kafka.server..");
  }

  @Test
  void names_sayWhatAThingIs() {
    classes()
        .that()
        .resideOutsideOfPackage("dev.leeway.schemas.avro..")
        .should()
        .haveNameNotMatching(
            ".*(Impl|Manager|Utils?|Helpers?|DTO|Data|Info|\\.Abstract\\w+|\\.Base\\w+)")
        .check(LEEWAY);
  }

  private static void apart(String[] from, String[] to) {
    noClasses()
        .that()
        .resideInAnyPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to)
        .check(LEEWAY);
  }

  private static void only(String owner, String... inside) {
    noClasses()
        .that()
        .haveNameNotMatching(owner.replace(".", "\\.") + "(\\$.*)?")
        .and()
        .resideInAPackage("dev.leeway..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(inside)
        .check(LEEWAY);
  }

  private static String[] concat(String[] some, String... more) {
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
