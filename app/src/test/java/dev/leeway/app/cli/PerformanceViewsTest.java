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
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Performance by segment, its change explained, and errors watched row by row. */
class PerformanceViewsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  /** Rows of one segment: so many of each kind, in the order TP, FN, FP, TN. */
  private static String rows(String region, int... kinds) {
    String[] outcomes = {"1,1", "0,1", "1,0", "0,0"};
    StringBuilder rows = new StringBuilder();
    for (int kind = 0; kind < kinds.length; kind++) {
      rows.append((region + "," + outcomes[kind] + "\n").repeat(kinds[kind]));
    }
    return rows.toString();
  }

  private void writeRegions() throws IOException {
    String names = "region,said,truth\n";
    Files.writeString(
        folder.resolve("reference.csv"),
        names + rows("north", 45, 5, 5, 45) + rows("south", 40, 10, 10, 40));
    Files.writeString(
        folder.resolve("current.csv"),
        names + rows("north", 135, 15, 15, 135) + rows("south", 20, 30, 10, 40));
  }

  @Test
  void compare_byAColumn_tellsEachSegment() throws IOException {
    writeRegions();
    JsonNode segments = compareBy("--format", "json").get("segments");

    assertThat(segments.get("column").asText()).isEqualTo("region");
    JsonNode south = segments.get("performance").get("south");
    assertThat(south.get("predicted").asInt()).isEqualTo(100);
    assertThat(south.get("labelled").asInt()).isEqualTo(100);
    assertThat(south.get("accuracy").get("value").asDouble()).isEqualTo(0.6);
    assertThat(south.get("recall").get("value").asDouble()).isEqualTo(0.4);
  }

  @Test
  void compare_byAColumn_splitsTheChangeExactly() throws IOException {
    writeRegions();
    JsonNode accuracy = compareBy("--format", "json").get("explanation").get("accuracy");

    double change = accuracy.get("after").asDouble() - accuracy.get("before").asDouble();
    assertThat(accuracy.get("before").asDouble()).isEqualTo(0.85);
    assertThat(accuracy.get("after").asDouble()).isEqualTo(0.825);
    assertThat(accuracy.get("mix").asDouble() + accuracy.get("within").asDouble())
        .isCloseTo(change, within(1e-12));
    // South was at 0.8 with half of the rows, is at 0.6 with a quarter of them.
    assertThat(accuracy.get("parts").get("south").get("within").asDouble())
        .isCloseTo((0.6 - 0.8) * (0.5 + 0.25) / 2, within(1e-12));
    assertThat(accuracy.get("parts").get("north").get("within").asDouble()).isZero();
    double parts =
        StreamSupport.stream(accuracy.get("parts").spliterator(), false)
            .mapToDouble(part -> part.get("mix").asDouble() + part.get("within").asDouble())
            .sum();
    assertThat(parts).isCloseTo(change, within(1e-12));
  }

  @Test
  void compare_byAColumn_tellsHowDifferentlySegmentsAreTreated() throws IOException {
    writeRegions();
    JsonNode fairness = compareBy("--format", "json").get("fairness");

    JsonNode selection = fairness.get("selection");
    assertThat(selection.get("rates").get("north").get("value").asDouble()).isEqualTo(0.5);
    assertThat(selection.get("lowest").asText()).isEqualTo("south");
    assertThat(selection.get("ratio").asDouble()).isEqualTo(0.6);
    assertThat(fairness.get("disparateImpact").asDouble()).isEqualTo(0.6);
    assertThat(fairness.get("true_positive").get("difference").asDouble())
        .isCloseTo(0.5, within(1e-12));
    assertThat(fairness.get("equalizedOddsDifference").asDouble()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void compare_byAColumn_showsTables() throws IOException {
    writeRegions();
    assertThat(compare("--by", "region").out())
        .contains("REGION  ROWS  LABELLED")
        .containsPattern("accuracy +0\\.850 +0\\.825 +-0\\.025 +\\+0\\.050 +-0\\.075 +south")
        .containsPattern("selection rate +0\\.300 +0\\.500 +0\\.200 .* south and north");
  }

  @Test
  void compare_withAMonitor_takesItsMeasuresAndLimits_unlessOthersAreGiven() throws IOException {
    writeRegions();
    Path monitor =
        Files.writeString(
            folder.resolve("m.yaml"),
            "model: loans\nperformance:\n  measures: [recall]\n  limits:\n    accuracy: 0.9\n");

    JsonNode all = compareJson("--monitor", monitor.toString()).get("performance");

    assertThat(all.get("accuracy").get("threshold").asDouble()).isEqualTo(0.9);
    assertThat(all.get("accuracy").get("state").asText()).isEqualTo("FAILED");
    assertThat(all.get("recall").get("decides").asBoolean()).isTrue();
    assertThat(all.get("precision").get("decides").asBoolean()).isFalse();
    JsonNode other =
        compareJson(
                "--monitor", monitor.toString(), "--limit", "accuracy=0.8", "--performance", "f1")
            .get("performance");
    assertThat(other.get("accuracy").get("state").asText()).isEqualTo("OK");
    assertThat(other.get("f1").get("decides").asBoolean()).isTrue();
    assertThat(other.get("recall").get("decides").asBoolean()).isFalse();
  }

  @Test
  void compare_byAColumnThatIsNotThere_isRefused() throws IOException {
    writeRegions();
    assertThat(compare("--by", "county").err()).contains("has no column \"county\"");
  }

  @Test
  void compare_byAColumnOfManyValues_countsTheLastTogether() throws IOException {
    writeRegions();
    StringBuilder many = new StringBuilder("region,said,truth\n");
    for (int region = 0; region < 60; region++) {
      many.append(region == 7 ? "" : "r" + region).append(",1,1\n");
    }
    Files.writeString(folder.resolve("current.csv"), many);
    JsonNode segments = compareBy("--format", "json").get("segments").get("performance");
    assertThat(segments.size()).isEqualTo(52);
    assertThat(segments.get("__missing__").get("predicted").asInt()).isEqualTo(1);
    assertThat(segments.get("__other__").get("predicted").asInt()).isEqualTo(9);
  }

  @Test
  void compare_ofProbabilities_tellsHowReliableTheyAre() throws IOException {
    String rows = "p,truth\n" + "0.25,0\n".repeat(30) + "0.25,1\n".repeat(10) + "0.9,1\n";
    Files.writeString(folder.resolve("reference.csv"), rows);
    Files.writeString(folder.resolve("current.csv"), rows);
    JsonNode json =
        JSON.readTree(
            CommandRun.of(
                    "compare",
                    "--reference",
                    file("reference.csv"),
                    "--current",
                    file("current.csv"),
                    "--label-column",
                    "truth",
                    "--score-column",
                    "p",
                    "--format",
                    "json")
                .out());
    JsonNode bin = json.get("reliability").get(2);
    assertThat(bin.get("upper").asDouble()).isCloseTo(0.3, within(1e-12));
    assertThat(bin.get("rows").asInt()).isEqualTo(40);
    assertThat(bin.get("positives").asInt()).isEqualTo(10);
    assertThat(bin.get("expected").asDouble()).isEqualTo(10);
  }

  /**
   * Errors of shares 0.2, 0.5, 0.1 and 0.3, of which river 0.26.1 says with its defaults what is
   * expected here; the core's detectors are held against it in more streams.
   */
  @Test
  void compare_withDetectors_tellsWhereRiverDoes() throws IOException {
    writeErrors(false);
    JsonNode detectors = compareJson("--detectors").get("detectors");
    assertThat(detectors.get("rows").asInt()).isEqualTo(5_000);
    assertThat(detectors.get("order").asText()).isEqualTo("file");
    assertThat(places(detectors, "adwin")).containsExactly(1152, 2080, 4096);
    assertThat(places(detectors, "page_hinkley")).containsExactly(1180, 2105, 4230);
    assertThat(places(detectors, "ddm")).containsExactly(54, 1166, 4815, 4852);
    assertThat(detectors.get("eddm").size()).isEqualTo(14);
    assertThat(compare("--detectors").out()).containsPattern("adwin +3 +row 1,152");
  }

  @Test
  void compare_withDetectorsAndTimes_takesRowsInTheirOrder() throws IOException {
    writeErrors(true);
    JsonNode detectors = compareJson("--detectors", "--time-column", "at").get("detectors");
    assertThat(detectors.get("order").asText()).isEqualTo("time");
    // The file is the wrong way round.
    assertThat(places(detectors, "adwin"))
        .containsExactly(5_000 - 1_151, 5_000 - 2_079, 5_000 - 4_095);
    assertThat(detectors.get("adwin").get(0).get("time").asText())
        .isEqualTo("2026-01-01T00:19:11Z");
  }

  @Test
  void compare_withoutDetectors_saysNothingOfThem() throws IOException {
    writeRegions();
    JsonNode json = compareJson();
    assertThat(json.has("detectors")).isFalse();
    assertThat(json.has("segments")).isFalse();
  }

  private void writeErrors(boolean backwards) throws IOException {
    List<String> rows = new ArrayList<>();
    long state = 1;
    for (int row = 0; row < 5_000; row++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      double level = row < 1_000 ? 0.2 : row < 2_000 ? 0.5 : row < 4_000 ? 0.1 : 0.3;
      boolean wrong = (state >>> 11) * 0x1p-53 < level;
      String time = Instant.ofEpochSecond(1_767_225_600L + row).toString();
      rows.add(time + ",1," + (wrong ? 0 : 1) + "\n");
    }
    if (backwards) Collections.reverse(rows);
    String table = "at,said,truth\n" + String.join("", rows);
    Files.writeString(folder.resolve("reference.csv"), table);
    Files.writeString(folder.resolve("current.csv"), table);
  }

  private static List<Integer> places(JsonNode detectors, String name) {
    List<Integer> rows = new ArrayList<>();
    detectors.get(name).forEach(place -> rows.add(place.get("row").asInt()));
    return rows;
  }

  private JsonNode compareBy(String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--by", "region"));
    return JSON.readTree(compare(all.toArray(String[]::new)).out());
  }

  private JsonNode compareJson(String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--format", "json"));
    return JSON.readTree(compare(all.toArray(String[]::new)).out());
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
                "--label-column",
                "truth",
                "--prediction-column",
                "said"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
