package dev.leeway.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.Stage;
import dev.leeway.testkit.StagedTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The jar that goes to a cluster of Flink's: what is in it, and that it runs there. */
class JobJarIT extends StagedTest {

  private static final Path JAR = Path.of("target", "leeway-flink-job.jar").toAbsolutePath();

  private StandaloneCluster cluster;

  @Override
  protected DriftEngine engine(Stage on) {
    cluster = new StandaloneCluster(on, JAR);
    return cluster;
  }

  @Test
  void holdsNothingThatAClusterBrings() throws IOException {
    Set<String> classes = classes(JAR);

    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path library = Path.of(entry);
      if (library
          .getFileName()
          .toString()
          .matches("flink-(?!connector-base|connector-kafka).*\\.jar")) {
        assertThat(classes).as(entry).doesNotContainAnyElementsOf(classes(library));
      }
    }
    assertThat(classes)
        .noneMatch(
            name ->
                name.matches(
                    "(org/rocksdb|org/forstdb|org/slf4j|ch/qos|com/esotericsoftware"
                        + "|org/apache/kafka/streams)/.*"))
        .contains(
            "dev/leeway/flink/DriftJobMain.class",
            "org/apache/flink/connector/kafka/sink/KafkaSink.class",
            "org/apache/kafka/clients/consumer/KafkaConsumer.class");
    assertThat(kafkaVersion()).isEqualTo("4.2.2");
  }

  @Test
  void flinkRun_onASessionCluster_givesTheSameAsARecount() {
    runADay();
  }

  @Test
  void applicationMode_findsItsSettingsInTheEnvironment_andGivesTheSame() {
    cluster.application();
    runADay();
  }

  private void runADay() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    inTurn(day);
    cluster.start();
    try {
      awaitRecount(day);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(cluster.log(), e);
    }
  }

  private static Set<String> classes(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
          .collect(Collectors.toCollection(HashSet::new));
    }
  }

  private static String kafkaVersion() throws IOException {
    try (JarFile file = new JarFile(JAR.toFile())) {
      Properties properties = new Properties();
      properties.load(file.getInputStream(file.getEntry("kafka/kafka-version.properties")));
      return properties.getProperty("version");
    }
  }
}
