package dev.leeway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References made with labels, and estimates of tables without. */
class ProfilePerformanceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROWS = 4_000;

  @TempDir private Path folder;

  private int correct;

  /** Scores of two digits that are surer than they should be. */
  @BeforeEach
  void writeData() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder labelled = new StringBuilder("amount,score,class,repaid\n");
    StringBuilder unlabelled = new StringBuilder("amount,score,class\n");
    for (int row = 0; row < ROWS; row++) {
      int score = random.nextInt(101);
      boolean positive = random.nextDouble() < 0.25 + score / 200.0;
      String cells = random.nextInt(1_000) + "," + score / 100.0 + "," + (score >= 50 ? 1 : 0);
      labelled.append(cells).append(positive ? ",1\n" : ",0\n");
      unlabelled.append(cells).append('\n');
      if (positive == score >= 50) correct++;
    }
    Files.writeString(folder.resolve("reference.csv"), labelled);
    Files.writeString(folder.resolve("current.csv"), unlabelled);
  }

  @Test
  void build_withLabelsAndScores_keepsHowTheModelDid() throws IOException {
    CommandRun built = build("--score-column", "score", "--prediction-column", "class");

    assertThat(built.exitCode()).as(built.err()).isZero();
    assertThat(built.out()).contains("performance of 4,000 labelled");
    JsonNode performance = show().get("performance");
    assertThat(performance.get("task").asText()).isEqualTo("binary");
    assertThat(performance.get("labelled").asInt()).isEqualTo(ROWS);
    assertThat(performance.get("estimates").asBoolean()).isTrue();
    assertThat(performance.get("calibrated").asInt()).isEqualTo(1);
    JsonNode accuracy = performance.get("measures").get("accuracy");
    assertThat(accuracy.get("value").asDouble()).isEqualTo(correct / (double) ROWS);
    assertThat(accuracy.get("mean").asDouble()).isCloseTo(correct / (double) ROWS, within(1e-12));
    assertThat(accuracy.get("chunks").asInt()).isEqualTo(10);
    assertThat(CommandRun.of("profile", "show", file("out.profile")).out())
        .contains("outcomes   binary, 4,000 of 4,000 rows have a label, accuracy 0.");
  }

  @Test
  void build_withLabelsAlone_leavesThemOutAndKeepsNoPerformance() throws IOException {
    assertThat(build().exitCode()).isZero();
    assertThat(show().get("performance")).isNull();
  }

  @Test
  void build_withRowsThatCannotBeCounted_tellsHowMany() throws IOException {
    Files.writeString(
        folder.resolve("reference.csv"),
        "amount,score,class,repaid\n1,0.2,0,0\n2,0.7,,1\n3,0.9,1,\n4,0.8,1,1\n");
    CommandRun built = build("--score-column", "score", "--prediction-column", "class");
    assertThat(built.exitCode()).as(built.err()).isZero();
    assertThat(built.err()).contains("note: 1 row without a label").contains("1 row not counted");
  }

  @Test
  void build_withAnAnswerAndNoLabels_isRefused() {
    CommandRun built =
        CommandRun.of(
            "profile",
            "build",
            "--data",
            file("reference.csv"),
            "--model",
            "loans",
            "--version",
            "1",
            "-o",
            file("out.profile"),
            "--score-column",
            "score");
    assertThat(built.exitCode()).isEqualTo(2);
    assertThat(built.err()).contains("performance needs one --label-column");
    assertThat(build("--score-column", "skore").err()).contains("has no column \"skore\"");
  }

  @Test
  void compare_ofATableWithoutLabels_estimates() throws IOException {
    CommandRun compared =
        CommandRun.of(
            "compare",
            "--reference",
            file("reference.csv"),
            "--current",
            file("current.csv"),
            "--label-column",
            "repaid",
            "--score-column",
            "score",
            "--prediction-column",
            "class",
            "--format",
            "json");
    assertThat(compared.err()).doesNotContain("Exception");
    JsonNode json = JSON.readTree(compared.out());
    assertThat(json.get("labels").get("labelled").asInt()).isZero();
    JsonNode accuracy = json.get("estimated").get("accuracy");
    // The calibrator was fitted to these very rows, so what it expects of all is what there was.
    assertThat(accuracy.get("value").asDouble()).isCloseTo(correct / (double) ROWS, within(0.01));
    assertThat(accuracy.get("error").asDouble()).isLessThan(1e-9);
    assertThat(accuracy.get("standardError").asDouble()).isBetween(0.005, 0.01);
    assertThat(accuracy.get("state").asText()).isEqualTo("OK");
    assertThat(json.get("performance").get("accuracy").get("why").asText()).isEqualTo("no_rows");
  }

  @Test
  void compare_withAReferenceThatWasMadeWithLabels_estimatesUnasked() throws IOException {
    build("--score-column", "score", "--prediction-column", "class");

    CommandRun compared = against("--format", "json");

    assertThat(compared.exitCode()).as(compared.err()).isZero();
    JsonNode json = JSON.readTree(compared.out());
    JsonNode accuracy = json.get("estimated").get("accuracy");
    assertThat(accuracy.get("value").asDouble()).isCloseTo(correct / (double) ROWS, within(0.01));
    assertThat(accuracy.get("reference").asDouble()).isEqualTo(correct / (double) ROWS);
    assertThat(accuracy.get("state").asText()).isEqualTo("OK");
    assertThat(json.get("performanceHolds").asBoolean()).isTrue();
    assertThat(against().out())
        .contains("estimated accuracy", "0 of 4,000 predictions labelled")
        .doesNotContain("no rows");
  }

  @Test
  void compare_withAReferenceThatWasMadeWithLabels_measuresBesideItsBands() throws IOException {
    build("--score-column", "score", "--prediction-column", "class");

    JsonNode json = JSON.readTree(againstLabelled("--format", "json").out());

    JsonNode accuracy = json.get("performance").get("accuracy");
    assertThat(accuracy.get("value").asDouble()).isEqualTo(correct / (double) ROWS);
    JsonNode kept = show().get("performance").get("measures").get("accuracy");
    assertThat(accuracy.get("threshold").asDouble())
        .isEqualTo(kept.get("mean").asDouble() - 3 * kept.get("standardDeviation").asDouble());
    assertThat(accuracy.get("state").asText()).isEqualTo("OK");
  }

  @Test
  void check_byAnEstimateAlone_failsWhereTheModelDoesWorse() throws IOException {
    build("--score-column", "score", "--prediction-column", "class");
    StringBuilder unsure = new StringBuilder("amount,score,class\n");
    for (int row = 0; row < 1_000; row++) {
      unsure.append(row).append(row % 2 == 0 ? ",0.49,0\n" : ",0.51,1\n");
    }
    Files.writeString(folder.resolve("current.csv"), unsure);

    CommandRun checked =
        CommandRun.of(
            "check",
            "--reference",
            file("out.profile"),
            "--current",
            file("current.csv"),
            "--exclude",
            "amount");

    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out()).contains("performance is worse than allowed");
  }

  @Test
  void compare_ofATableWithoutTheAnswer_tellsThatNothingIsEstimated() throws IOException {
    build("--score-column", "score", "--prediction-column", "class");
    Files.writeString(folder.resolve("current.csv"), "amount\n1\n2\n");
    assertThat(against().out())
        .contains("performance is not estimated, for the file has no columns [class, score]");
    Files.writeString(folder.resolve("current.csv"), "amount,repaid\n1,1\n2,0\n");
    assertThat(against("--label-column", "repaid").err()).contains("has no column \"class\"");
  }

  @Test
  void compare_withOptionsThatTheReferenceDecides_isRefused() {
    build("--score-column", "score", "--prediction-column", "class");
    assertThat(against("--score-column", "amount").err())
        .contains("scoreColumn is [amount] here and [score] in the reference");
    assertThat(against("--label-column", "repaid", "--score-threshold", "0.3").err())
        .contains("scoreThresholds is [0.3] here and none in the reference");
  }

  private CommandRun against(String... more) {
    return CommandRun.of(
        with(
            more, "compare", "--reference", file("out.profile"), "--current", file("current.csv")));
  }

  private CommandRun againstLabelled(String... more) {
    return CommandRun.of(
        with(
            more,
            "compare",
            "--reference",
            file("out.profile"),
            "--current",
            file("reference.csv"),
            "--label-column",
            "repaid"));
  }

  private static String[] with(String[] more, String... usual) {
    String[] all = Arrays.copyOf(usual, usual.length + more.length);
    System.arraycopy(more, 0, all, usual.length, more.length);
    return all;
  }

  private CommandRun build(String... more) {
    String[] usual = {
      "profile",
      "build",
      "--data",
      file("reference.csv"),
      "--model",
      "loans",
      "--version",
      "1",
      "-o",
      file("out.profile"),
      "--label-column",
      "repaid"
    };
    return CommandRun.of(with(more, usual));
  }

  private JsonNode show() throws IOException {
    return JSON.readTree(
        CommandRun.of("profile", "show", file("out.profile"), "--format", "json").out());
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
