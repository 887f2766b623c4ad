package dev.leeway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompareCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir private Path folder;

  /** Day 1 as the reference, on day 2 the distance moves by half a deviation and XXX appears. */
  @BeforeEach
  void writeData() throws IOException {
    Files.write(folder.resolve("reference.csv"), rows(1, 2_000, 0));
    List<String> current = rows(2, 1_000, 0);
    List<String> moved = rows(3, 1_000, 50);
    for (int i = 1; i < moved.size(); i++) {
      String fresh = i % 10 == 0 ? moved.get(i).replaceAll(",[A-Z]{3},", ",XXX,") : moved.get(i);
      current.add(fresh);
    }
    Files.write(folder.resolve("current.csv"), current);
  }

  /** Distance about 500 with a deviation of 100, one row in 43.2 s. */
  private static List<String> rows(int seed, int count, double shift) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of("distance,origin,on_time,at"));
    for (int row = 0; row < count; row++) {
      double distance = 500 + shift + 100 * random.nextGaussian();
      String origin = List.of("ATL", "DTW", "ORD").get(random.nextInt(3));
      Instant at = START.plusMillis(43_200L * (row + (seed == 3 ? count : 0)));
      lines.add(distance + "," + origin + "," + (random.nextInt(4) > 0) + "," + at);
    }
    return lines;
  }

  @Test
  void compare_inJson_tellsEveryMeasureOfEveryColumn() throws IOException {
    JsonNode json = compare("--exclude", "at");

    assertThat(json.path("state").asText()).isEqualTo("DRIFTED");
    assertThat(json.path("reference").path("rows").asLong()).isEqualTo(2_000);
    assertThat(json.path("current").path("rows").asLong()).isEqualTo(2_000);
    assertThat(json.path("columns").findValuesAsText("column"))
        .containsExactly("distance", "origin", "on_time");
    JsonNode distance = column(json, "distance");
    assertThat(distance.path("kind").asText()).isEqualTo("numeric");
    assertThat(distance.path("state").asText()).isEqualTo("DRIFTED");
    assertThat(distance.path("why").asText()).contains("median");
    assertThat(distance.path("part").asDouble()).isPositive();
    assertThat(column(json, "on_time").path("part").isNull()).isTrue();
    assertThat(names(distance.path("measures")))
        .contains(
            "evidence",
            "effect",
            "ks",
            "psi",
            "kl",
            "jensen_shannon",
            "hellinger",
            "total_variation",
            "l_infinity",
            "wasserstein",
            "wasserstein_normalised",
            "cramer_von_mises",
            "anderson_darling",
            "energy",
            "chi_square",
            "g",
            "t",
            "mann_whitney");
    assertThat(names(distance.path("measures").path("ks")))
        .contains(
            "value", "pValue", "error", "threshold", "formula", "referenceRows", "currentRows");
    assertThat(names(column(json, "on_time").path("measures"))).contains("chi_square", "g", "z");
    assertThat(column(json, "on_time").path("state").asText()).isEqualTo("OK");
  }

  @Test
  void compare_exact_givesTheStatisticOfAllRows_andBinnedStaysWithinItsError() throws IOException {
    double[] before = distances("reference.csv");
    double[] now = distances("current.csv");

    JsonNode exact = measure(compare("--exclude", "at", "--exact"), "distance", "ks");
    JsonNode binned = measure(compare("--exclude", "at"), "distance", "ks");

    double truth = largestGap(before, now);
    assertThat(exact.path("value").asDouble()).isCloseTo(truth, within(1e-12));
    assertThat(exact.path("error").asDouble()).isZero();
    assertThat(binned.path("error").asDouble()).isPositive().isLessThan(0.02);
    assertThat(binned.path("value").asDouble())
        .isCloseTo(truth, within(binned.path("error").asDouble()));
  }

  @Test
  void compare_inChunksOfRows_tellsWhereDriftBegan() throws IOException {
    JsonNode json = compare("--exclude", "at", "--chunk", "500");

    assertThat(json.path("columns").isMissingNode()).isTrue();
    assertThat(json.path("chunks")).hasSize(4);
    assertThat(json.path("chunks").findValuesAsText("firstRow"))
        .containsExactly("1", "501", "1001", "1501");
    assertThat(states(json)).containsExactly("OK", "OK", "DRIFTED", "DRIFTED");
    assertThat(json.path("driftedChunks").asInt()).isEqualTo(2);
    assertThat(json.path("chunking").asText()).isEqualTo("rows:500");
  }

  @Test
  void compare_inChunksOfTime_putsRowsWhereTheyBelong_inWhateverOrder() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("current.csv"));
    List<String> shuffled = new ArrayList<>(lines.subList(1, lines.size()));
    Collections.shuffle(shuffled, new Random(4));
    shuffled.add("1,ATL,true,yesterday");
    shuffled.add(0, lines.get(0));
    Files.write(folder.resolve("shuffled.csv"), shuffled);

    JsonNode sorted = compare("--chunk", "6h", "--time-column", "at");
    JsonNode mixed =
        compare("--chunk", "6h", "--time-column", "at", "--current", file("shuffled.csv"));

    assertThat(sorted.path("chunks").findValuesAsText("start"))
        .containsExactly(
            "2026-03-01T00:00:00Z",
            "2026-03-01T06:00:00Z",
            "2026-03-01T12:00:00Z",
            "2026-03-01T18:00:00Z");
    assertThat(states(sorted)).containsExactly("OK", "OK", "DRIFTED", "DRIFTED");
    for (int chunk = 0; chunk < 4; chunk++) {
      assertThat(measure(mixed.path("chunks").path(chunk), "distance", "psi"))
          .isEqualTo(measure(sorted.path("chunks").path(chunk), "distance", "psi"));
      assertThat(measure(mixed.path("chunks").path(chunk), "origin", "chi_square"))
          .isEqualTo(measure(sorted.path("chunks").path(chunk), "origin", "chi_square"));
    }
    assertThat(mixed.path("notes").toString()).contains("1 rows have no time in at");
  }

  @Test
  void compare_inChunksOfTime_findsTheOnlyColumnOfTimes() throws IOException {
    JsonNode json = compare("--chunk", "1d");

    assertThat(json.path("timeColumn").asText()).isEqualTo("at");
    assertThat(json.path("chunks")).hasSize(1);
    assertThat(json.path("chunks").path(0).path("columns").findValuesAsText("column"))
        .doesNotContain("at");
  }

  @ParameterizedTest
  @ValueSource(strings = {"current.csv.gz", "current.jsonl"})
  void compare_ofOtherFormats_givesTheSame(String name) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("current.csv"));
    try (OutputStream out =
        name.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))
            : Files.newOutputStream(folder.resolve(name))) {
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (name.endsWith(".jsonl")) {
          if (i == 0) continue;
          String[] cells = line.split(",");
          line =
              "{\"distance\": %s, \"origin\": \"%s\", \"on_time\": %s, \"at\": \"%s\"}"
                  .formatted((Object[]) cells);
        }
        out.write((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }

    JsonNode other = compare("--exclude", "at", "--current", file(name));

    assertThat(other.path("columns")).isEqualTo(compare("--exclude", "at").path("columns"));
  }

  @Test
  void compare_ofParquet_givesTheSame() throws IOException, SQLException {
    try (Connection database = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        Statement statement = database.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM read_csv('%s')) TO '%s' (FORMAT parquet)"
              .formatted(file("current.csv"), file("current.parquet")));
    }

    JsonNode other = compare("--exclude", "at", "--current", file("current.parquet"));

    assertThat(other.path("columns")).isEqualTo(compare("--exclude", "at").path("columns"));
  }

  @Test
  void compare_withAReferenceMadeBefore_givesTheSameMeasures() throws IOException {
    CommandRun.of(
        "profile",
        "build",
        "--data",
        file("reference.csv"),
        "--exclude",
        "at",
        "--model",
        "flights",
        "--version",
        "7",
        "-o",
        file("flights.profile"));

    JsonNode json = compare("--reference", file("flights.profile"), "--exclude", "at");

    assertThat(json.path("model").asText()).isEqualTo("flights:7");
    assertThat(json.path("reference").path("referenceId").asText()).hasSize(16);
    assertThat(measure(json, "distance", "psi"))
        .isEqualTo(measure(compare("--exclude", "at"), "distance", "psi"));
  }

  @Test
  void compare_byAMonitor_takesItsRules() throws IOException {
    Files.writeString(
        folder.resolve("m.yaml"),
        "model: flights\ncolumns: {distance: {thresholds: {ks: 0.9}}, origin: {ignore: true}}\n");

    JsonNode json = compare("--exclude", "at", "--monitor", file("m.yaml"));

    assertThat(json.path("columns").findValuesAsText("column"))
        .containsExactly("distance", "on_time");
    assertThat(json.path("state").asText()).isEqualTo("OK");
    assertThat(measure(json, "distance", "ks").path("threshold").asDouble()).isEqualTo(0.9);
  }

  @Test
  void compare_inTheModeOfAnotherTool_isExactInSmallFiles() throws IOException {
    JsonNode json = compare("--exclude", "at", "--mode", "evidently");

    assertThat(json.path("mode").asText()).isEqualTo("evidently");
    assertThat(json.path("exact").asBoolean()).isTrue();
    assertThat(column(json, "distance").path("state").asText()).isEqualTo("DRIFTED");
    assertThat(names(column(json, "distance").path("measures"))).doesNotContain("evidence");
  }

  @Test
  void compare_ofColumnsThatAreNotThere_saysSo() throws IOException {
    Files.writeString(folder.resolve("other.csv"), "distance,gate\n" + "500,A1\n".repeat(100));

    JsonNode json = compare("--exclude", "at", "--current", file("other.csv"));

    assertThat(json.path("notes").toString())
        .contains("no such column: origin, on_time", "no such column: gate");
    assertThat(column(json, "origin").path("missing").asLong()).isEqualTo(100);
    assertThat(column(json, "origin").path("state").asText()).isEqualTo("DRIFTED");
  }

  @Test
  void compare_ofTooFewRows_isUnknown() throws IOException {
    Files.writeString(folder.resolve("few.csv"), "distance,origin,on_time\n9000,XXX,true\n");

    JsonNode json = compare("--exclude", "at", "--current", file("few.csv"));

    assertThat(json.path("state").asText()).isEqualTo("UNKNOWN");
    assertThat(json.path("reason").asText()).isEqualTo("TOO_FEW_ROWS");
    assertThat(json.path("columns").findValuesAsText("state")).containsOnly("UNKNOWN");
  }

  @Test
  void compare_forPeople_showsTheWorstFirst_andEndsWithZero() {
    CommandRun run =
        CommandRun.of(
            "compare",
            "--reference",
            file("reference.csv"),
            "--current",
            file("current.csv"),
            "--exclude",
            "at",
            "--measures",
            "ks,energy");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(0)).matches("reference +.*reference\\.csv +2,000 rows");
    assertThat(lines.get(3))
        .matches("STATE +COLUMN +KIND +PART +EFFECT +EVIDENCE +KS +ENERGY +WHAT MOVED");
    assertThat(lines.get(4))
        .matches("DRIFTED +distance +numeric +\\d+ % +1\\d\\.\\d % +10\\^\\d.*");
    assertThat(lines).anyMatch(line -> line.matches("OK +on_time +boolean .* - +- .*"));
    assertThat(lines.get(lines.size() - 1)).startsWith("DRIFTED: ");
    assertThat(run.out()).doesNotContain("\u001b");
  }

  @Test
  void compare_inChunksForPeople_drawsAMap() {
    CommandRun run =
        CommandRun.of(
            "compare",
            "--reference",
            file("reference.csv"),
            "--current",
            file("current.csv"),
            "--exclude",
            "at",
            "--chunk",
            "250");

    assertThat(run.out())
        .containsPattern("CHUNK +ROW +ROWS +STATE +WHAT DRIFTED")
        .containsPattern(" 1 +1 +250 +OK")
        .containsPattern(" 8 +1,751 +250 +DRIFTED +distance \\d+\\.\\d %")
        .containsPattern("(?m)^distance +[·.]{4,5}[^·.]{3,4}$")
        .containsPattern("(?m)^on_time +[·.]{8}$")
        .contains("DRIFTED: 4 of 8 chunks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --reference {dir}/no.csv                       | {dir}/no.csv: there is no such file
          --current {dir}/no.csv                         | {dir}/no.csv: there is no such file
          --current {dir}/empty.csv                      | {dir}/empty.csv has no rows
          --reference {dir}/empty.csv                    | {dir}/empty.csv has no rows
          --reference {dir}/no.profile                   | no.profile: there is no such file
          --chunk many                                   | --chunk many: neither a number of rows nor a span
          --chunk 0                                      | --chunk 0: neither
          --chunk 1d --time-column origin                | current.csv: "origin" holds no time
          --chunk 1d --time-column nothing               | current.csv has no column "nothing"
          --chunk 1d --exclude at                        | which column says when a row happened?
          --mode excel                                   | --mode excel: none of nannyml, evidently
          --exclude nothing                              | --exclude: no column [nothing]; there are [at, distance
          --kind nothing=text                            | nothing
          --rename distance=origin                       | two columns would have one name
          --measures spread                              | --measures spread: none of ks, psi
          """)
  void compare_ofBadInput_saysSo(String arguments, String message) throws IOException {
    Files.writeString(folder.resolve("empty.csv"), "distance,origin,on_time,at\n");
    List<String> all = new ArrayList<>(List.of("compare"));
    List<String> given = List.of(arguments.replace("{dir}", folder.toString()).split(" "));
    if (!given.contains("--reference")) all.addAll(List.of("--reference", file("reference.csv")));
    if (!given.contains("--current")) all.addAll(List.of("--current", file("current.csv")));
    all.addAll(given);

    CommandRun run = CommandRun.of(all.toArray(String[]::new));

    assertThat(run.exitCode()).as(run.err() + run.out()).isNotZero();
    assertThat(run.err()).contains(message.replace("{dir}", folder.toString()));
    assertThat(run.out()).isEmpty();
  }

  @Test
  void compare_exactWithoutTheRowsOfTheReference_saysSo() {
    CommandRun.of(
        "profile",
        "build",
        "--data",
        file("reference.csv"),
        "--model",
        "m",
        "--version",
        "1",
        "-o",
        file("r.profile"));

    CommandRun run =
        CommandRun.of(
            "compare",
            "--exact",
            "--reference",
            file("r.profile"),
            "--current",
            file("current.csv"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("r.profile is a profile, which has no rows");
  }

  private JsonNode compare(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("compare", "--format", "json"));
    List<String> given = List.of(arguments);
    if (!given.contains("--reference")) all.addAll(List.of("--reference", file("reference.csv")));
    if (!given.contains("--current")) all.addAll(List.of("--current", file("current.csv")));
    all.addAll(given);
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private static JsonNode column(JsonNode verdict, String name) {
    for (JsonNode column : verdict.path("columns")) {
      if (column.path("column").asText().equals(name)) return column;
    }
    throw new AssertionError("no column " + name);
  }

  private static JsonNode measure(JsonNode verdict, String column, String measure) {
    return column(verdict, column).path("measures").path(measure);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> states(JsonNode json) {
    List<String> states = new ArrayList<>();
    json.path("chunks").forEach(chunk -> states.add(chunk.path("state").asText()));
    return states;
  }

  private double[] distances(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name)).stream()
        .skip(1)
        .mapToDouble(line -> Double.parseDouble(line.substring(0, line.indexOf(','))))
        .toArray();
  }

  /** From the definition: at every value, how many are at or below it on either side. */
  private static double largestGap(double[] before, double[] now) {
    double gap = 0;
    for (double[] side : List.of(before, now)) {
      for (double at : side) {
        double p = Arrays.stream(before).filter(value -> value <= at).count();
        double q = Arrays.stream(now).filter(value -> value <= at).count();
        gap = Math.max(gap, Math.abs(p / before.length - q / now.length));
      }
    }
    return gap;
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
