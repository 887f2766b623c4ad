package dev.leeway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Too short to say much about delays: that alerts arrive, and that none is lost. */
class BenchAlertsTest {

  @Test
  void json_hasEveryFigureOfAShortRun() throws IOException {
    CommandRun run =
        CommandRun.of("bench", "alerts", "--seconds", "24", "--models", "4", "--format", "json");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.get("transitions").asInt()).isPositive();
    assertThat(report.get("lost").asInt(-1)).isZero();
    assertThat(report.get("unexpected").asInt(-1)).isZero();
    assertThat(report.get("kills").asInt()).isPositive();
    assertThat(report.get("p50Seconds").asDouble()).isBetween(0.0, 60.0);
    assertThat(report.get("p99Seconds").asDouble()).isBetween(0.0, 60.0);
    assertThat(report.at("/underKills/p99Seconds").asDouble()).isBetween(0.0, 60.0);
    assertThat(report.get("seed").asLong()).isEqualTo(1);
  }

  @Test
  void options_outOfRangeAreBadInput() {
    assertThat(CommandRun.of("bench", "alerts", "--models", "0").err()).contains("models must be");
    assertThat(CommandRun.of("bench", "alerts", "--seconds", "5").err())
        .contains("at least 20 seconds");
  }
}
