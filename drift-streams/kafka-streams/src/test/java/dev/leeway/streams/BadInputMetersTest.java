package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.testkit.Fixtures;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.Wires;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the meters tell of bad input. */
class BadInputMetersTest {

  private final SchemaRegistry registry = Fixtures.registry();
  private final RecordCodec<PredictionRecord> predictions = Fixtures.codec(registry);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final DriftMeters shown = new DriftMeters(meters);
  private final SplittableRandom random = new SplittableRandom(3);
  private TopologyTestDriver driver;
  private RunInput input;

  @BeforeEach
  void start(@TempDir Path state) {
    DriftContext context =
        new DriftContext(
            new Wires(registry, Fixtures.TOPICS, List.of()),
            Fixtures.directory(Fixtures.reference()),
            new DriftSettings(1, Duration.ofSeconds(1), 2_000),
            shown);
    Properties properties = new Properties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver = new TopologyTestDriver(new DriftTopology(context).get(), properties, Fixtures.NOON);
    input = new RunInput(driver, Fixtures.TOPICS.predictions());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void aFlood_isShownWhileItLasts() {
    for (int i = 0; i < 999; i++) {
      bad(i);
    }
    assertThat(flood()).isZero();
    bad(999);
    assertThat(flood()).isEqualTo(1);
    assertThat(shown.isFlooded()).isTrue();

    for (int second = 0; second < 25; second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }
    assertThat(flood()).isZero();
    assertThat(meters.get("leeway.quarantined").counter().count()).isEqualTo(1_000);
  }

  @Test
  void columnsAndCategoriesBeyondTheirCaps_areCounted() {
    Map<String, Object> columns = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      columns.put("column-" + i, 1.0);
    }
    for (int i = 0; i < 30; i++) {
      send(Fixtures.NOON, columns);
    }
    for (int i = 0; i < 3_000; i++) {
      send(Fixtures.NOON.plusSeconds(700), Map.of("carrier", "id-" + i));
    }
    send(Fixtures.NOON.plusSeconds(1_400), Map.of());

    assertThat(capped("columns")).isEqualTo(30);
    assertThat(capped("categories")).isEqualTo(3_000);
  }

  private void bad(int i) {
    input.pipeInput(("k" + i).getBytes(UTF_8), new byte[] {9, 9, 9, 9, 9, 9}, Fixtures.NOON);
  }

  private void send(Instant at, Map<String, Object> values) {
    PredictionRecord row = Fixtures.prediction("p" + random.nextInt(), at, random, 1.0);
    Map<String, Object> features = new HashMap<>(row.getFeatures());
    features.putAll(values);
    row.setFeatures(features);
    input.pipeInput(row.getId().getBytes(UTF_8), predictions.encode(row), at);
  }

  private double flood() {
    return meters.get("leeway.quarantine.flood").gauge().value();
  }

  private double capped(String cap) {
    return meters.get("leeway.capped").tag("cap", cap).counter().count();
  }
}
