package dev.leeway.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.testkit.Fixtures;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the meters tell of bad input. */
class BadInputMetersTest {

  private TopologyRun run;

  @BeforeEach
  void start(@TempDir Path state) {
    run = new TopologyRun(Fixtures.directory(Fixtures.reference()), List.of(), state);
  }

  @AfterEach
  void stop() {
    run.close();
  }

  @Test
  void aFlood_isShownWhileItLasts() {
    for (int i = 0; i < 999; i++) {
      bad(i);
    }
    assertThat(flood()).isZero();
    bad(999);
    assertThat(flood()).isEqualTo(1);
    assertThat(run.shown.isFlooded()).isTrue();

    run.beats(25);
    assertThat(flood()).isZero();
    assertThat(run.meters.get("leeway.quarantined").counter().count()).isEqualTo(1_000);
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
    run.send("k" + i, new byte[] {9, 9, 9, 9, 9, 9}, Fixtures.NOON);
  }

  private void send(Instant at, Map<String, Object> values) {
    PredictionRecord row = run.prediction(at, 1.0);
    Map<String, Object> features = new HashMap<>(row.getFeatures());
    features.putAll(values);
    row.setFeatures(features);
    run.send(row);
  }

  private double flood() {
    return run.meters.get("leeway.quarantine.flood").gauge().value();
  }

  private double capped(String cap) {
    return run.meters.get("leeway.capped").tag("cap", cap).counter().count();
  }
}
