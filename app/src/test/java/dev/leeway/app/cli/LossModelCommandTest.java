package dev.leeway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors of predicted numbers, expected by models of them. */
class LossModelCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  /** The larger the size, the larger the error; later sizes are twice as large. */
  @BeforeEach
  void writeData() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder reference = new StringBuilder("size,guess,truth\n");
    StringBuilder current = new StringBuilder("size,guess\n");
    for (int row = 0; row < 1_000; row++) {
      int size = random.nextInt(100);
      int error = random.nextInt(2 * size + 1) - size;
      reference.append(size).append(',').append(size + error).append(',').append(size).append('\n');
      current.append(2 * size).append(',').append(row).append('\n');
    }
    Files.writeString(folder.resolve("reference.csv"), reference);
    Files.writeString(folder.resolve("current.csv"), current);
    Files.writeString(folder.resolve("mae.weights"), "size 0.5\n");
    Files.writeString(folder.resolve("mse.weights"), "size 4\n");
  }

  @Test
  void compare_withLossModels_estimatesTheMeasuresTheyAreOf() throws IOException {
    double mean =
        Files.readAllLines(folder.resolve("current.csv")).stream()
            .skip(1)
            .mapToDouble(line -> Double.parseDouble(line.split(",")[0]))
            .average()
            .orElseThrow();

    JsonNode json =
        JSON.readTree(
            compare(
                    "--label-column",
                    "truth",
                    "--loss-model",
                    file("mae.weights") + ",mse=" + file("mse.weights"),
                    "--format",
                    "json")
                .out());

    JsonNode estimated = json.get("estimated");
    assertThat(estimated.size()).isEqualTo(3);
    assertThat(estimated.get("mae").get("value").asDouble()).isCloseTo(0.5 * mean, within(1e-12));
    assertThat(estimated.get("mse").get("value").asDouble()).isCloseTo(4 * mean, within(1e-12));
    assertThat(estimated.get("rmse").get("value").asDouble())
        .isCloseTo(Math.sqrt(4 * mean), within(1e-12));
    assertThat(estimated.get("mae").get("reference").asDouble()).isBetween(20.0, 30.0);
    assertThat(estimated.get("mae").get("standardError").asDouble()).isBetween(0.1, 2.0);
    assertThat(estimated.get("mae").get("state").asText()).isEqualTo("FAILED");
    assertThat(json.get("performanceHolds").asBoolean()).isFalse();
    assertThat(json.get("assumption").asText()).contains("where the loss model was trained");
  }

  @Test
  void compare_withALossModelAndNoLabels_estimatesAllTheSame() throws IOException {
    JsonNode json =
        JSON.readTree(compare("--loss-model", file("mae.weights"), "--format", "json").out());
    assertThat(json.get("estimated").get("mae").get("value").asDouble()).isPositive();
    assertThat(json.get("estimated").get("mae").get("threshold").isNull()).isTrue();
  }

  @Test
  void compare_ofRowsThatTheModelCannotTake_countsThem() throws IOException {
    Files.writeString(folder.resolve("current.csv"), "size,guess\n2,1\n,1\n4,1\nlarge,1\nhuge,1\n");
    CommandRun compared = compare("--loss-model", file("mae.weights"));
    assertThat(compared.out())
        .contains("1 row without an expected mae: size missing")
        .contains("2 rows without an expected mae: size wrong type");
    JsonNode json =
        JSON.readTree(compare("--loss-model", file("mae.weights"), "--format", "json").out());
    assertThat(json.get("estimated").get("mae").get("value").asDouble()).isEqualTo(1.5);
  }

  @Test
  void compare_withALossModelThatCannotBe_isRefused() throws IOException {
    assertThat(compare("--loss-model", file("none.weights")).err())
        .contains("none.weights: there is no such file");
    assertThat(compare("--loss-model", file("reference.csv")).err())
        .contains("no loss model of a known format");
    String twice = file("mae.weights") + "," + file("mse.weights");
    assertThat(compare("--loss-model", twice).err()).contains("two models of mae");
    Files.writeString(folder.resolve("other.weights"), "length 1\n");
    assertThat(compare("--loss-model", file("other.weights")).err())
        .contains("has no column \"length\"");
    assertThat(compare("--task", "binary", "--loss-model", file("mae.weights")).err())
        .contains("a loss model is for predicted numbers");
  }

  private CommandRun compare(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "compare",
                "--reference",
                file("reference.csv"),
                "--current",
                file("current.csv"),
                "--prediction-column",
                "guess"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
