package dev.leeway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void writeData() throws IOException {
    StringBuilder csv = new StringBuilder("distance,origin,on time,zip,late\n");
    for (int row = 0; row < 100; row++) {
      csv.append(row).append(row % 4 == 0 ? ",ATL" : ",DTW").append(row % 2 == 0 ? ",true" : ",");
      csv.append(',').append(10_000 + row % 3).append(row % 10 == 0 ? ",1" : ",0").append('\n');
    }
    Files.writeString(folder.resolve("data.csv"), csv);
  }

  @Test
  void build_thenShow_tellsWhatTheDataHold() throws IOException {
    CommandRun built =
        build(
            "--rename",
            "on time=on_time",
            "--kind",
            "zip=categorical",
            "--label-column",
            "late",
            "--attribute",
            "commit=1a2b3c");
    CommandRun text = CommandRun.of("profile", "show", file("out.profile"));
    JsonNode json =
        JSON.readTree(
            CommandRun.of("profile", "show", file("out.profile"), "--format", "json").out());

    assertThat(built.exitCode()).as(built.err()).isZero();
    assertThat(built.out())
        .contains("out.profile: flight-delay:1, 100 rows, 4 columns, reference ");
    assertThat(built.err())
        .isEqualToIgnoringNewLines("note: on_time has the same value in all rows");
    assertThat(text.out())
        .contains("from the beginning", "commit     1a2b3c", "file       data.csv")
        .containsPattern("distance +numeric +0\\.0 % +0 to 99, median ~\\d+, mean 49\\.5,")
        .containsPattern("origin +categorical +0\\.0 % +2 categories: DTW 75\\.0 %, ATL 25\\.0 %")
        .containsPattern("on_time +boolean +50\\.0 % +2 categories: true 100\\.0 %");
    assertThat(json.path("model").asText()).isEqualTo("flight-delay");
    assertThat(json.path("effectiveFrom").isNull()).isTrue();
    assertThat(json.path("provenance").path("label").asText()).isEqualTo("late");
    assertThat(json.path("provenance").path("rows").asText()).isEqualTo("100");
    assertThat(json.path("provenance").path("sha256").asText()).hasSize(64);
    assertThat(json.path("columns").findValuesAsText("name"))
        .containsExactly("distance", "origin", "on_time", "zip");
    assertThat(json.path("columns").path(2).path("missing").asLong()).isEqualTo(50);
    assertThat(json.path("columns").path(3).path("top").findValuesAsText("value"))
        .containsExactly("10000", "10001", "10002");
  }

  @Test
  void show_tellsOfBandsAndOfColumnsLookedAtTogether() throws IOException {
    Path monitor = folder.resolve("monitor.yaml");
    Files.writeString(monitor, "model: flight-delay\nmultivariate: true\n");
    StringBuilder csv = new StringBuilder("distance,origin,zip\n");
    for (int row = 0; row < 2_000; row++) {
      csv.append(row * 7 % 997).append(row % 3 == 0 ? ",ATL," : ",DTW,").append(row * 11 % 503);
      csv.append('\n');
    }
    Files.writeString(folder.resolve("data.csv"), csv);
    build("--monitor", monitor.toString());

    String text = CommandRun.of("profile", "show", file("out.profile")).out();
    JsonNode json =
        JSON.readTree(
            CommandRun.of("profile", "show", file("out.profile"), "--format", "json").out());

    assertThat(text)
        .contains("together   3 columns: distance, origin, zip")
        .contains("bands      of 10 chunks, for ");
    assertThat(json.path("together")).hasSize(3);
    assertThat(json.at("/columns/0/bands").properties()).isNotEmpty();
    assertThat(json.at("/columns/0/bands").elements().next().path("chunks").intValue())
        .isEqualTo(10);
  }

  @Test
  void build_ofTheSameRowsInAnyForm_givesTheSameReference() throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> csv = new ArrayList<>(List.of("a,b"));
    for (int row = 0; row < 500; row++) {
      lines.add("{\"a\": " + row * 0.5 + ", \"b\": \"x" + row % 7 + "\"}");
      csv.add(row * 0.5 + ",x" + row % 7);
    }
    Files.write(folder.resolve("rows.jsonl"), lines);
    Files.write(folder.resolve("rows.csv"), csv);

    assertThat(id("rows.jsonl")).isEqualTo(id("rows.csv")).hasSize(16);
  }

  @Test
  void build_takesKindsFromTheMonitorFile() throws IOException {
    Files.writeString(
        folder.resolve("m.yaml"), "model: flight-delay\ncolumns: {zip: {kind: categorical}}\n");

    CommandRun run = build("--exclude", "on time,late", "--monitor", file("m.yaml"));

    assertThat(run.err()).isEmpty();
    assertThat(CommandRun.of("profile", "show", file("out.profile")).out())
        .containsPattern("zip +categorical");
  }

  @Test
  void build_takesWordsForMissingAsTold() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "country,code\nNA,7\nNA,-999\nDE,8\n,9\n");

    build("--missing", "");
    String none = CommandRun.of("profile", "show", file("out.profile")).out();
    build("--missing", "-999,DE");
    String two = CommandRun.of("profile", "show", file("out.profile")).out();

    assertThat(none)
        .containsPattern("country +categorical +25\\.0 % +2 categories: NA")
        .containsPattern("code +numeric +0\\.0 %");
    assertThat(two)
        .containsPattern("country +categorical +50\\.0 % +1 category: NA")
        .containsPattern("code +numeric +25\\.0 %");
  }

  @Test
  void build_notesWhatIsOdd() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "a,b,c\n1,,x\n2,,x\nthree,,x\n");

    CommandRun run = build("--kind", "a=numeric");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err().lines())
        .containsExactly(
            "note: b holds no value and is left out",
            "note: a is numeric, but 1 of its 3 values are not",
            "note: c has the same value in all rows",
            "note: 3 rows are few to compare with");
  }

  @Test
  void build_toldInJson_isOneObject() throws IOException {
    CommandRun run = build("--exclude", "on time", "--format", "json");

    JsonNode json = JSON.readTree(run.out());
    assertThat(json.path("file").asText()).isEqualTo(file("out.profile"));
    assertThat(json.path("rows").asLong()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --exclude nothing             | to be left out, but not there: [nothing]; there are distance, origin, on time, zip, late
          --exclude zip                 | no prediction can have a column named "on time"
          --kind zup=numeric            | --kind: {dir}/data.csv has no column "zup"
          --rename zup=zap              | --rename: {dir}/data.csv has no column "zup"
          --rename zip=origin           | two columns would be named "origin"
          --kind zip=number             | expected one of [NUMERIC, CATEGORICAL, BOOLEAN, EMBEDDING,
          --kind zip=joint              | no single column is of kind joint
          --attribute rows=7            | --attribute rows is written by Leeway itself
          --monitor {dir}/no.yaml       | no.yaml: there is no such file
          --monitor {dir}/other.yaml    | other.yaml is the monitor of other
          --model a:b                   | not a model name: a:b
          --data {dir}/no.csv           | {dir}/no.csv: there is no such file
          --data {dir}/empty.csv        | {dir}/empty.csv has no rows
          --data {dir}/ragged.csv       | {dir}/ragged.csv:3: has 1 fields where the header has 2
          """)
  void build_ofBadInput_saysSoAndWritesNothing(String arguments, String message)
      throws IOException {
    Files.writeString(folder.resolve("other.yaml"), "model: other\n");
    Files.writeString(folder.resolve("empty.csv"), "a,b\n");
    Files.writeString(folder.resolve("ragged.csv"), "a,b\n1,2\n3\n");
    boolean spaced = !arguments.contains("--exclude") && !arguments.contains("--data");
    List<String> all =
        new ArrayList<>(List.of(arguments.replace("{dir}", folder.toString()).split(" ")));
    if (spaced) all.addAll(List.of("--rename", "on time=on_time"));

    CommandRun run = build(all.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(message.replace("{dir}", folder.toString()));
    assertThat(folder.resolve("out.profile")).doesNotExist();
  }

  @Test
  void build_toAFolderThatIsNotThere_fails() {
    CommandRun run = build("--exclude", "on time", "-o", file("no/out.profile"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).contains("out.profile: there is no such folder");
  }

  @Test
  void build_replacesTheFileBefore_andLeavesNothingElse() throws IOException {
    Files.writeString(folder.resolve("out.profile"), "old");

    build("--exclude", "on time");

    assertThat(CommandRun.of("profile", "show", file("out.profile")).exitCode()).isZero();
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("data.csv", "out.profile");
    }
  }

  @Test
  void show_ofADamagedFile_saysSo() throws IOException {
    build("--exclude", "on time");
    Path file = folder.resolve("out.profile");
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 0; at < bytes.length; at += 97) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);

      CommandRun run = CommandRun.of("profile", "show", file.toString());

      // A flipped bit in a name of the embedded schema's documentation changes nothing.
      if (run.exitCode() != 0) {
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("not a reference");
      }
    }
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(CommandRun.of("profile", "show", file.toString()).exitCode())
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  private String id(String data) throws IOException {
    CommandRun run = build("--data", file(data), "--format", "json");
    return JSON.readTree(run.out()).path("referenceId").asText();
  }

  /** Builds from data.csv to out.profile as flight-delay:1, unless the arguments say otherwise. */
  private CommandRun build(String... arguments) {
    List<String> all = new ArrayList<>(List.of("profile", "build"));
    List<String> given = List.of(arguments);
    if (!given.contains("--data")) all.addAll(List.of("--data", file("data.csv")));
    if (!given.contains("--model")) all.addAll(List.of("--model", "flight-delay"));
    if (!given.contains("-o")) all.addAll(List.of("-o", file("out.profile")));
    all.addAll(List.of("--version", "1"));
    all.addAll(given);
    return CommandRun.of(all.toArray(String[]::new));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
