package dev.leeway.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.streams.DriftMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlinkStandingTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final FlinkStanding standing = new FlinkStanding(new DriftMeters(registry), () -> now);

  @Test
  void aJobThatNobodyHasHeardOf_isInTrouble_andItsLagIsUnknown() {
    assertThat(standing.trouble()).contains("not up", "no checkpoint yet");
    assertThat(gauge("leeway.pipeline.state")).isZero();
    assertThat(gauge("leeway.pipeline.lag.records")).isNaN();
  }

  @Test
  void aJobThatRuns_isWell_andSaysHowItIs() {
    tell("{\"running\":true,\"checkpoints\":3,\"restarts\":0,\"lag\":17,\"counters\":[]}");
    now = now.plusSeconds(2);

    assertThat(standing.trouble()).isEmpty();
    assertThat(standing.detail()).isEqualTo("last checkpoint 2 s ago, restarted 0 times");
    assertThat(gauge("leeway.pipeline.state")).isEqualTo(1);
    assertThat(gauge("leeway.pipeline.lag.records")).isEqualTo(17);
  }

  @Test
  void aJobThatTakesNoCheckpoints_isInTrouble() {
    tell("{\"running\":true,\"checkpoints\":3,\"restarts\":0,\"lag\":0,\"counters\":[]}");
    now = now.plus(Duration.ofSeconds(61));
    tell("{\"running\":true,\"checkpoints\":3,\"restarts\":0,\"lag\":9,\"counters\":[]}");

    assertThat(standing.trouble()).contains("takes no checkpoint", "61 s ago");
  }

  @Test
  void growth_isAddedUpOverLinesAndProcesses_underTheNamesOfTheOtherEngine() {
    String line =
        """
        {"running":true,"checkpoints":1,"restarts":2,"lag":0,"counters":[
        {"name":"predictions","by":5,"labels":{"model":"m"}},
        {"name":"late_rows","by":4,"labels":{"model":"m"}},
        {"name":"windows_closed","by":3,"labels":{"model":"m"}},
        {"name":"capped","by":2,"labels":{"model":"m","cap":"segments"}},
        {"name":"labels","by":6,"labels":{"model":"m","fate":"joined"}},
        {"name":"unjoined","by":7,"labels":{"model":"m","reason":"missing"}},
        {"name":"detector_changes","by":9,"labels":{"model":"m","detector":"ddm"}},
        {"name":"detector_warnings","by":10,"labels":{"model":"m","detector":"eddm"}},
        {"name":"open_predictions","by":8,"labels":{}},
        {"name":"quarantined","by":1,"labels":{"reason":"bad_id"}}]}
        """
            .replace("\n", "");
    tell(line);
    tell(line);
    standing.replaced();
    tell(line);

    assertThat(counter("leeway.predictions", "model", "m")).isEqualTo(15);
    assertThat(counter("leeway.late.rows", "model", "m")).isEqualTo(12);
    assertThat(counter("leeway.windows.closed", "model", "m")).isEqualTo(9);
    assertThat(counter("leeway.capped", "cap", "segments")).isEqualTo(6);
    assertThat(counter("leeway.quarantined", "reason", "bad_id")).isEqualTo(3);
    assertThat(counter("leeway.labels", "fate", "joined")).isEqualTo(18);
    assertThat(counter("leeway.predictions.unjoined", "reason", "missing")).isEqualTo(21);
    assertThat(counter("leeway.detector.changes", "detector", "ddm")).isEqualTo(27);
    assertThat(counter("leeway.detector.warnings", "detector", "eddm")).isEqualTo(30);
    // What a process remembered the next one counts anew.
    assertThat(gauge("leeway.predictions.open")).isEqualTo(8);
    // Two of the job in each process, and one of the process.
    assertThat(registry.get("leeway.pipeline.restarts").counter().count()).isEqualTo(5);
  }

  @Test
  void aLineThatAKillCutOff_isPassedOver() {
    assertThat(FlinkReport.of("leeway-flink report {\"running\":tr")).isEmpty();
    assertThat(FlinkReport.of("something else")).isEmpty();
  }

  private void tell(String json) {
    standing.take(FlinkReport.of("leeway-flink report " + json).orElseThrow());
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private double counter(String name, String label, String value) {
    return registry.get(name).tag(label, value).counter().count();
  }
}
