package dev.leeway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code compare} and {@code check} with labels. */
class PerformanceCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final String[] COLUMNS = {
    "--label-column", "y", "--score-column", "p", "--prediction-column", "h"
  };

  @TempDir private Path folder;

  /** In the second half of the current data the score says nothing any more. */
  @BeforeEach
  void writeRows() throws IOException {
    List<String> reference = new ArrayList<>(List.of("id,at,x,p,h,y"));
    reference.addAll(rows(1, 0, 2_000, true));
    List<String> current = new ArrayList<>(List.of("id,at,x,p,h,y"));
    current.addAll(rows(2, 0, 1_000, true));
    current.addAll(rows(3, 1_000, 1_000, false));
    write("reference.csv", reference);
    write("current.csv", current);
  }

  private static List<String> rows(int seed, int from, int count, boolean good) {
    Random random = new Random(seed);
    List<String> rows = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      double p = random.nextInt(1, 100) / 100.0;
      boolean y = random.nextDouble() < (good ? p : 0.5);
      rows.add(
          i
              + ","
              + START.plusSeconds(60L * i)
              + ","
              + random.nextGaussian()
              + ","
              + p
              + ","
              + (p >= 0.5 ? 1 : 0)
              + ","
              + (y ? 1 : 0));
    }
    return rows;
  }

  @Test
  void compare_withLabels_tellsEveryMeasureWithItsThreshold() throws IOException {
    JsonNode json = json(COLUMNS);

    assertThat(json.path("labels").path("predicted").asLong()).isEqualTo(2_000);
    assertThat(json.path("labels").path("labelled").asLong()).isEqualTo(2_000);
    JsonNode accuracy = json.path("performance").path("accuracy");
    assertThat(accuracy.path("value").asDouble()).isCloseTo(hits() / 2_000.0, within(1e-12));
    assertThat(accuracy.path("error").asDouble()).isZero();
    assertThat(accuracy.path("state").asText()).isEqualTo("FAILED");
    assertThat(accuracy.path("decides").asBoolean()).isTrue();
    assertThat(accuracy.path("threshold").asDouble())
        .isEqualTo(accuracy.path("lower").asDouble())
        .isBetween(0.6, accuracy.path("reference").asDouble());
    JsonNode auc = json.path("performance").path("roc_auc");
    assertThat(auc.path("value").asDouble()).isBetween(0.5, auc.path("threshold").asDouble());
    assertThat(names(json.path("performance")))
        .contains("average_precision", "precision", "recall", "specificity", "f1", "log_loss")
        .contains("brier", "mcc", "cohen_kappa", "calibration_error", "score_ks", "gain@0.1");
    assertThat(json.path("performanceHolds").asBoolean()).isFalse();
    assertThat(json.path("columns").findValuesAsText("column")).doesNotContain("y");
  }

  @Test
  void thresholds_areThreeDeviationsAroundTheReferencesChunks() throws IOException {
    double[] accuracies = new double[10];
    List<String> rows = Files.readAllLines(folder.resolve("reference.csv"));
    for (int i = 0; i < 2_000; i++) {
      String[] cells = rows.get(i + 1).split(",");
      if (cells[4].equals(cells[5])) accuracies[i / 200] += 1 / 200.0;
    }
    double mean = Arrays.stream(accuracies).average().orElseThrow();
    double variance = Arrays.stream(accuracies).map(a -> (a - mean) * (a - mean)).sum() / 10;

    JsonNode accuracy = json(COLUMNS).path("performance").path("accuracy");

    assertThat(accuracy.path("lower").asDouble())
        .isCloseTo(mean - 3 * Math.sqrt(variance), within(1e-12));
    assertThat(accuracy.path("upper").asDouble())
        .isCloseTo(Math.min(1, mean + 3 * Math.sqrt(variance)), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"250", "6h"})
  void compare_inChunks_tellsWhereItBecameWorse(String chunk) throws IOException {
    JsonNode json = json(with(COLUMNS, "--chunk", chunk, "--time-column", "at"));

    List<String> states = new ArrayList<>();
    json.path("chunks")
        .forEach(c -> states.add(c.path("performance").path("roc_auc").path("state").asText()));
    assertThat(states.get(0)).isEqualTo("OK");
    assertThat(states.get(states.size() - 1)).isEqualTo("FAILED");
    long rows = 0;
    for (JsonNode c : json.path("chunks")) {
      rows += c.path("labels").path("labelled").asLong();
      assertThat(c.path("labels").path("predicted")).isEqualTo(c.path("rows"));
    }
    assertThat(rows).isEqualTo(2_000);
  }

  @Test
  void compare_withFewChunksInTheReference_hasNoThresholds() throws IOException {
    JsonNode json = json(with(COLUMNS, "--chunk", "500"));

    assertThat(json.path("notes").toString()).contains("4 chunks in the reference");
    assertThat(json.path("chunks").get(0).path("performance").path("accuracy").path("state"))
        .hasToString("\"UNKNOWN\"");
  }

  @Test
  void compare_withLabelsInAFileOfTheirOwn_joinsThemById() throws IOException {
    List<String> rows = Files.readAllLines(folder.resolve("current.csv"));
    List<String> labels = new ArrayList<>(List.of("id,y"));
    List<String> bare = new ArrayList<>(List.of("id,at,x,p,h"));
    for (int i = 1; i <= 2_000; i++) {
      String[] cells = rows.get(i).split(",");
      bare.add(String.join(",", Arrays.copyOf(cells, 5)));
      // The first labels are wrong, and corrected further down; the last ten never came.
      if (i <= 1_990) labels.add(1, cells[0] + "," + cells[5]);
      if (i <= 5) labels.add(1, cells[0] + "," + (cells[5].equals("1") ? "0" : "1"));
    }
    write("labels.csv", labels);
    double expected = hits(rows.subList(1, 1_991)) / 1_990.0;
    write("current.csv", bare);

    JsonNode json = json(with(COLUMNS, "--labels", path("labels.csv"), "--id-column", "id"));

    assertThat(json.path("labels").path("predicted").asLong()).isEqualTo(2_000);
    assertThat(json.path("labels").path("labelled").asLong()).isEqualTo(1_990);
    assertThat(value(json, "accuracy")).isCloseTo(expected, within(1e-12));
    assertThat(json.path("notes").toString()).contains("10 rows without a label");
  }

  @Test
  void compare_withBadRows_countsThemAndGoesOn() throws IOException {
    List<String> rows = Files.readAllLines(folder.resolve("current.csv"));
    rows.add("a,,0,1.5,1,1");
    rows.add("b,,0,0.5,7,1");
    rows.add("c,,0,0.5,1,maybe");
    rows.add("d,,0,,1,1");
    write("current.csv", rows);

    JsonNode json = json(with(COLUMNS, "--exclude", "p"));

    assertThat(json.path("labels").path("predicted").asLong()).isEqualTo(2_001);
    assertThat(json.path("labels").path("labelled").asLong()).isEqualTo(2_000);
    assertThat(json.path("notes").toString())
        .contains("1 row not counted: p not a probability")
        .contains("1 row not counted: h unknown class")
        .contains("1 row not counted: label unknown class")
        .contains("1 row not counted: p missing");
  }

  @Test
  void check_whereTheModelDoesWorse_fails() {
    List<String> same =
        List.of("check", "--reference", path("reference.csv"), "--current", path("current.csv"));
    CommandRun drift = run(same, "--exclude", "id,at,y,p,h");
    CommandRun labelled = run(same, with(COLUMNS, "--exclude", "id,at,p,h"));
    CommandRun lenient =
        run(
            same,
            with(
                COLUMNS,
                "--exclude",
                "id,at,p,h",
                "--performance",
                "recall",
                "--limit",
                "recall=0.3"));

    assertThat(drift.exitCode()).as(drift.out()).isZero();
    assertThat(labelled.exitCode()).isEqualTo(1);
    assertThat(labelled.out()).contains("FAILED  roc_auc").contains("performance is worse");
    assertThat(lenient.exitCode()).as(lenient.out()).isZero();
  }

  @Test
  void check_withJunit_hasACaseForEachDecidingMeasure() throws IOException {
    run(
        List.of("check", "--reference", path("reference.csv"), "--current", path("current.csv")),
        with(COLUMNS, "--junit", path("out.xml"), "--performance", "accuracy,brier", "--github"));

    assertThat(Files.readString(folder.resolve("out.xml")))
        .contains("classname=\"performance\" name=\"accuracy\"")
        .contains("name=\"brier\"")
        .doesNotContain("name=\"roc_auc\"");
  }

  @Test
  void limit_isHeldAgainstTheValueOnTheWorseSide() throws IOException {
    JsonNode json = json(with(COLUMNS, "--limit", "accuracy=0.1,brier=0.01"));

    JsonNode accuracy = json.path("performance").path("accuracy");
    assertThat(accuracy.path("state").asText()).isEqualTo("OK");
    assertThat(accuracy.path("threshold").asDouble()).isEqualTo(0.1);
    assertThat(accuracy.path("upper").isNull()).isTrue();
    assertThat(json.path("performance").path("brier").path("state").asText()).isEqualTo("FAILED");
  }

  @Test
  void businessValue_isTheSumOverOutcomes() throws IOException {
    JsonNode json = json(with(COLUMNS, "--outcome-value", "true_positives=2,false_positives=-1"));

    double expected = 2 * value(json, "true_positives") - value(json, "false_positives");
    assertThat(value(json, "business_value")).isCloseTo(expected, within(1e-9));
  }

  @Test
  void compare_withoutLabelsYet_estimatesFromTheScores() throws IOException {
    List<String> bare = new ArrayList<>();
    for (String row : Files.readAllLines(folder.resolve("current.csv")).subList(0, 1_001)) {
      bare.add(row.substring(0, row.lastIndexOf(',')));
    }
    double realised =
        value(json(with(COLUMNS, "--chunk", "1000")).path("chunks").get(0), "accuracy");
    write("current.csv", bare);

    JsonNode json = json(COLUMNS);

    assertThat(json.path("labels").path("labelled").asLong()).isZero();
    assertThat(json.path("performance").path("accuracy").path("value").isNull()).isTrue();
    assertThat(json.path("performance").path("accuracy").path("why").asText()).isEqualTo("no_rows");
    JsonNode estimate = json.path("estimated").path("accuracy");
    // Four standard errors of the 1,000 rows that the realised value has.
    assertThat(estimate.path("value").asDouble()).isCloseTo(realised, within(4 * 0.0137));
    assertThat(estimate.path("state").asText()).isEqualTo("OK");
  }

  @Test
  void compare_withoutLabelsInTheReference_saysSo() throws IOException {
    List<String> bare = new ArrayList<>();
    for (String row : Files.readAllLines(folder.resolve("reference.csv"))) {
      bare.add(row.substring(0, row.lastIndexOf(',')));
    }
    write("reference.csv", bare);

    JsonNode json = json(COLUMNS);

    assertThat(json.path("notes").toString()).contains("the reference has no labels");
    JsonNode accuracy = json.path("performance").path("accuracy");
    assertThat(accuracy.path("state").asText()).isEqualTo("UNKNOWN");
    assertThat(accuracy.path("threshold").isNull()).isTrue();
    assertThat(accuracy.path("value").asDouble()).isPositive();
  }

  @Test
  void compare_ofSeveralClasses_tellsEachAndAll() throws IOException {
    writeTask(
        "a,b,c,y",
        i -> (i % 3 == 0 ? "0.5,0.25,0.25," : "0.25,0.25,0.5,") + "uvw".charAt(i * 7 % 5 % 3));

    JsonNode json = json("--label-column", "y", "--score-column", "u=a,v=b,w=c");

    assertThat(names(json.path("performance")))
        .contains("accuracy", "f1_macro", "roc_auc", "recall[u]", "top_k_accuracy@2", "log_loss");
    assertThat(value(json, "selection_rate[u]")).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void compare_ofNumbers_tellsErrorsAndCoverage() throws IOException {
    writeTask("f,q,y", i -> i + "," + (i + 1) + "," + (i + (i % 2 == 0 ? 0.5 : 2)));

    JsonNode json =
        json("--label-column", "y", "--prediction-column", "f", "--quantile-column", "0.9=q");

    assertThat(value(json, "mae")).isCloseTo(1.25, within(1e-12));
    assertThat(value(json, "bias")).isCloseTo(-1.25, within(1e-12));
    assertThat(value(json, "quantile_coverage@0.9")).isCloseTo(0.5, within(1e-12));
    assertThat(value(json, "median_absolute_error")).isCloseTo(1.25, within(1e-12));
  }

  @Test
  void compare_ofNumbersThatAreAllDifferent_isNoClassification() throws IOException {
    writeTask("f,y", i -> i + "," + (i + 3));

    JsonNode json = json("--label-column", "y", "--prediction-column", "f");

    assertThat(value(json, "rmse")).isEqualTo(3);
  }

  @Test
  void compare_ofRankings_tellsGain() throws IOException {
    writeTask("g,s,y", i -> "q" + i / 5 + "," + i % 5 + "," + (i % 5 == 3 ? 1 : 0));

    JsonNode json =
        json("--label-column", "y", "--score-column", "s", "--group-column", "g", "--depth", "3");

    assertThat(value(json, "mrr")).isCloseTo(0.5, within(1e-12));
    assertThat(value(json, "hit_rate@3")).isEqualTo(1);
    assertThat(value(json, "ndcg@3")).isCloseTo(Math.log(2) / Math.log(3), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--score-column p | performance needs --label-column",
        "--label-column nothing --score-column p | has no column \"nothing\"",
        "--label-column y --score-column nothing | has no column \"nothing\"",
        "--label-column y --score-column p --limit x=1 | no measure of performance",
        "--label-column y --score-column p --limit bias=1 | neither more nor less is better",
        "--label-column y --score-column p --outcome-value x=1 | no such outcome",
        "--label-column y --prediction-column h --positive-class 7 | more than two classes",
        "--label-column y --score-column p,h | CLASS=COLUMN"
      })
  void compare_withWrongOptions_saysWhatIsWrong(String options, String message) {
    CommandRun run =
        run(
            List.of(
                "compare", "--reference", path("reference.csv"), "--current", path("current.csv")),
            options.split(" "));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  private interface RowText {
    String of(int row);
  }

  private void writeTask(String header, RowText row) throws IOException {
    List<String> rows = new ArrayList<>(List.of(header));
    for (int i = 0; i < 300; i++) {
      rows.add(row.of(i));
    }
    write("reference.csv", rows);
    write("current.csv", rows);
  }

  private long hits() throws IOException {
    List<String> rows = Files.readAllLines(folder.resolve("current.csv"));
    return hits(rows.subList(1, rows.size()));
  }

  private static long hits(List<String> rows) {
    return rows.stream()
        .map(row -> row.split(","))
        .filter(cells -> cells[4].equals(cells[5]))
        .count();
  }

  private JsonNode json(String... options) throws IOException {
    CommandRun run =
        run(
            List.of(
                "compare",
                "--reference",
                path("reference.csv"),
                "--current",
                path("current.csv"),
                "--format",
                "json"),
            options);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private static CommandRun run(List<String> command, String... options) {
    return CommandRun.of(
        Stream.concat(command.stream(), Arrays.stream(options)).toArray(String[]::new));
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }

  private static double value(JsonNode json, String key) {
    return json.path("performance").path(key).path("value").asDouble(Double.NaN);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void write(String name, List<String> lines) throws IOException {
    Files.write(folder.resolve(name), lines);
  }
}
