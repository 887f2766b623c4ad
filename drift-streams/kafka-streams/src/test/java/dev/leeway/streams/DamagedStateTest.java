package dev.leeway.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.FinalResults;
import dev.leeway.testkit.Stage;
import dev.leeway.testkit.StagedTest;
import dev.leeway.verdict.Verdict.UnknownReason;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * State and partials that were damaged in Kafka: refused and counted, their window UNKNOWN, and the
 * job goes on.
 */
class DamagedStateTest extends StagedTest {

  private KafkaStreamsEngine job;

  @Override
  protected DriftEngine engine(Stage on) {
    job = new KafkaStreamsEngine(on);
    return job;
  }

  /** Whatever can be wrong with an entry: flipped bits, an early end, another kind, nothing. */
  @Test
  void damagedChangelog_costsItsWindowOnly() {
    stage.publish(reference);
    inTurn(traffic.rows(NOON, 200, 1.0));
    engine().start();
    mark();
    engine().stop();
    String changelog = "drift-" + stage.topics().prefix() + "-windows-changelog";
    Map<String, byte[]> panes = new HashMap<>();
    stage
        .read(changelog)
        .forEach(
            entry -> {
              String key = new String(entry.key(), StandardCharsets.UTF_8);
              if (!key.startsWith("P")) return;
              byte[] value = entry.value().clone();
              value[40] ^= 4;
              stage.send(changelog, entry.partition(), entry.key(), value);
              panes.put(key, value);
            });
    assertThat(panes).isNotEmpty();

    inTurn(traffic.rows(NOON.plus(WINDOW), 200, 1.0));
    inTurn(traffic.rows(NOON.plus(WINDOW.multipliedBy(2)), 10, 1.0));
    engine().start();
    FinalResults results = awaitVerdicts();
    assertThat(results.drift(0).reason()).isEqualTo(UnknownReason.INCOMPLETE);
    assertThat(results.drift(1).reason()).isEqualTo(UnknownReason.NONE);
    assertThat(results.drift(1).rows()).isEqualTo(200);
    assertThat(job.counter("leeway.state.damaged", "kind", "pane")).isEqualTo(panes.size());
    assertThat(job.counter("leeway.pipeline.restarts")).isZero();
  }

  @Test
  void damagedPartials_costTheirWindowOnly() {
    stage.publish(reference);
    inTurn(traffic.rows(NOON, 200, 1.0));
    engine().start();
    mark();
    String partials = stage.topics().partials();
    stage
        .read(partials)
        .forEach(
            record -> {
              if (new String(record.key(), StandardCharsets.UTF_8).equals("tide")) return;
              byte[] flipped = record.value().clone();
              flipped[flipped.length - 9] ^= 1;
              stage.send(partials, record.partition(), record.key(), flipped);
            });
    stage.send(partials, 0, new byte[] {1}, new byte[] {7, 7, 7, 7, 7, 7});
    stage.send(partials, 1, null, new byte[0]);
    inTurn(traffic.rows(NOON.plus(WINDOW), 200, 1.0));
    inTurn(traffic.rows(NOON.plus(WINDOW.multipliedBy(2)), 10, 1.0));

    FinalResults results = awaitVerdicts();
    assertThat(results.drift(0).reason()).isEqualTo(UnknownReason.INCOMPLETE);
    assertThat(results.drift(1).reason()).isEqualTo(UnknownReason.NONE);
    assertThat(job.counter("leeway.quarantined", "reason", "partial_undecodable")).isGreaterThan(2);
    assertThat(job.counter("leeway.pipeline.restarts")).isZero();
  }

  private FinalResults awaitVerdicts() {
    patiently()
        .untilAsserted(() -> assertThat(FinalResults.of(stage).drift(1).rows()).isEqualTo(200));
    return FinalResults.of(stage);
  }
}
