package dev.leeway.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.metrics.NoOpMetricRegistry;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.GenericMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.junit.jupiter.api.Test;

class JobReporterTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final JobReporter reporter = new JobReporter(new PrintStream(said, true, UTF_8));
  private long checkpoints;

  /** Tells the reporter of metrics as a cluster does. */
  private final class Told extends NoOpMetricRegistry {

    @Override
    public void register(Metric metric, String name, AbstractMetricGroup<?> group) {
      reporter.notifyOfAddedMetric(metric, name, group);
    }

    @Override
    public void unregister(Metric metric, String name, AbstractMetricGroup<?> group) {
      reporter.notifyOfRemovedMetric(metric, name, group);
    }
  }

  @Test
  void counters_areToldAsWhatTheyHaveGrownBy_withTheirLabels() throws IOException {
    DriftCounters counters = new DriftCounters(operator());
    counters.admitted("parcels", 5);
    counters.quarantined("bad_id");
    counters.capped("parcels", "segments", 3);
    reporter.report();
    counters.admitted("parcels", 2);
    reporter.report();

    assertThat(grown())
        .containsExactlyInAnyOrder(
            "predictions {\"model\":\"parcels\"} 5",
            "quarantined {\"reason\":\"bad_id\"} 1",
            "capped {\"cap\":\"segments\",\"model\":\"parcels\"} 3",
            "predictions {\"model\":\"parcels\"} 2");
  }

  @Test
  void countersOfATaskThatEnds_areToldToTheEnd() throws IOException {
    GenericMetricGroup first = operator();
    DriftCounters counters = new DriftCounters(first);
    counters.late("parcels", 5);
    reporter.report();
    counters.late("parcels", 4);
    first.close();
    new DriftCounters(operator()).late("parcels", 1);
    reporter.report();

    assertThat(grown())
        .containsExactly(
            "late_rows {\"model\":\"parcels\"} 5", "late_rows {\"model\":\"parcels\"} 5");
  }

  @Test
  void running_isSaidOnce_whenTheFirstCheckpointIsTaken() throws IOException {
    GenericMetricGroup job = operator();
    job.gauge("runningState", (Gauge<Integer>) () -> 1);
    job.gauge("numberOfCompletedCheckpoints", (Gauge<Long>) () -> checkpoints);
    job.gauge("pendingRecords", (Gauge<Long>) () -> 7L);
    reporter.report();
    reporter.report();
    assertThat(said.toString(UTF_8)).doesNotContain(LocalCluster.RUNNING);
    assertThat(reports()).hasSize(1);

    checkpoints = 4;
    reporter.report();
    reporter.report();

    assertThat(said.toString(UTF_8).lines().filter(LocalCluster.RUNNING::equals)).hasSize(1);
    JsonNode last = reports().get(1);
    assertThat(last.path("running").asBoolean()).isTrue();
    assertThat(last.path("checkpoints").asLong()).isEqualTo(4);
    assertThat(last.path("lag").asLong()).isEqualTo(7);
  }

  private GenericMetricGroup operator() {
    return new GenericMetricGroup(
        new Told(), UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup(), "operator");
  }

  private List<String> grown() throws IOException {
    List<String> grown = new ArrayList<>();
    for (JsonNode report : reports()) {
      for (JsonNode one : report.path("counters")) {
        grown.add(one.path("name").asText() + " " + one.path("labels") + " " + one.path("by"));
      }
    }
    return grown;
  }

  private List<JsonNode> reports() throws IOException {
    List<JsonNode> reports = new ArrayList<>();
    for (String line : said.toString(UTF_8).lines().toList()) {
      if (line.startsWith(JobReporter.REPORT)) {
        reports.add(new ObjectMapper().readTree(line.substring(JobReporter.REPORT.length())));
      }
    }
    return reports;
  }
}
