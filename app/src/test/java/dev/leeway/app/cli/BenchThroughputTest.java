package dev.leeway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Too short to say anything about speed: that all is measured, and that no row is missing. */
class BenchThroughputTest {

  /** The command fails when the rows of the verdicts are not the events sent. */
  @Test
  void json_hasEveryFigureOfAShortRun() throws IOException {
    CommandRun run =
        CommandRun.of(
            "bench", "throughput", "--seconds", "10", "--partitions", "2", "--format", "json");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.get("engine").asText()).isEqualTo("kafka-streams");
    assertThat(report.get("form").asText()).isEqualTo("typed");
    assertThat(report.get("columns").asInt()).isEqualTo(30);
    assertThat(report.get("events").asLong()).isPositive();
    for (String ratio : List.of("ratioToRaw", "ratioToDecode")) {
      assertThat(report.get(ratio).asDouble()).as(ratio).isBetween(0.001, 1.5);
    }
    assertThat(report.get("ratioToTextbook").asDouble()).isGreaterThan(1);
    assertThat(report.get("bytesPerOpenPane").asLong()).isBetween(10_000L, 1_000_000L);
    assertThat(report.get("eventsPerSecondPerCore").asDouble()).isPositive();
    assertThat(report.get("paneToVerdictP99Seconds").asDouble()).isBetween(0.0, 30.0);
    assertThat(report.at("/stages/job/rounds/0/events").asLong()).isPositive();
  }

  @Test
  void options_outOfRangeAreBadInput() {
    assertThat(CommandRun.of("bench", "throughput", "--columns", "0").exitCode())
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(CommandRun.of("bench", "throughput", "--engine", "spark").err())
        .contains("kafka-streams or flink");
    assertThat(CommandRun.of("bench", "throughput", "--seconds", "1").err())
        .contains("at least 10 seconds");
  }
}
