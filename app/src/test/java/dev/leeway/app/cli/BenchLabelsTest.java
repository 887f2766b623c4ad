package dev.leeway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Too short to say anything about speed: that all is measured, and that no label is missing. */
class BenchLabelsTest {

  /** The command fails when verdicts have not as many labels as were sent. */
  @Test
  void json_hasEveryFigureOfAShortRun() throws IOException {
    CommandRun run =
        CommandRun.of(
            "bench labels --open 20000 --seconds 10 --columns 3 --partitions 2 --format json"
                .split(" "));

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.get("engine").asText()).isEqualTo("kafka-streams");
    assertThat(report.get("open").asLong()).isEqualTo(20_000);
    assertThat(report.get("joinedPerSecondPerCore").asDouble()).isPositive();
    assertThat(report.get("stateBytesPerOpenPrediction").asDouble()).isBetween(20.0, 200.0);
    assertThat(report.get("secondsToRestore").asDouble()).isBetween(0.5, 120.0);
    for (String stage : List.of("unjoined", "predictions", "labels")) {
      assertThat(report.at("/stages/" + stage + "/cpuNanosPerEvent").asDouble())
          .as(stage)
          .isPositive();
    }
  }

  @Test
  void open_outOfRangeIsBadInput() {
    assertThat(CommandRun.of("bench", "labels", "--open", "1").exitCode())
        .isEqualTo(ExitCode.BAD_INPUT);
  }
}
