package dev.leeway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.app.config.ConfigLoader;
import dev.leeway.app.profile.ReferenceFile;
import dev.leeway.monitor.Monitor;
import dev.leeway.quality.ObservedRows;
import dev.leeway.quality.QualityJudge;
import dev.leeway.quality.Suggestion;
import dev.leeway.quality.Suggestions;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileSuggestTest {

  @TempDir private Path folder;

  @Test
  void suggest_writesAMonitorThatItsOwnRowsPass() throws Exception {
    StringBuilder csv = new StringBuilder("distance,true,mood,id,late\n");
    for (int row = 0; row < 2_000; row++) {
      csv.append(row % 700 - 0.25).append(row % 4 == 0 ? ",ATL" : ",D \u00e9: #");
      csv.append(row % 3 == 0 ? ",null" : row % 50 == 1 ? "," : ",No").append(",a").append(row);
      csv.append(row % 2 == 0 ? ",true\n" : ",false\n");
    }
    Files.writeString(folder.resolve("data.csv"), csv);
    CommandRun built =
        CommandRun.of(
            "profile",
            "build",
            "--data",
            file("data.csv"),
            "--model",
            "flight-delay",
            "--version",
            "1",
            "-o",
            file("reference"));
    assertThat(built.exitCode()).as(built.err()).isZero();

    CommandRun run = CommandRun.of("profile", "suggest", file("reference"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    Path yaml = Files.writeString(folder.resolve("monitor.yaml"), run.out());
    Monitor monitor = new ConfigLoader(Map.of(), folder).loadMonitor(yaml);
    Reference reference = ReferenceFile.read(folder.resolve("reference"));
    assertThat(monitor.model()).isEqualTo("flight-delay");
    assertThat(monitor.quality().constraints())
        .containsExactlyInAnyOrderElementsOf(
            Suggestions.of(reference.layout(), reference.profile()).stream()
                .map(Suggestion::constraint)
                .toList());
    List<ConstraintResult> results =
        new QualityJudge(monitor.quality(), reference.layout())
            .judge(ObservedRows.of(reference.profile()));
    assertThat(results).hasSizeGreaterThan(10).allMatch(result -> result.state() == State.OK);
  }

  @Test
  void suggest_ofNoReference_saysSo() throws Exception {
    Files.writeString(folder.resolve("reference"), "a,b");

    CommandRun run = CommandRun.of("profile", "suggest", file("reference"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("not a reference");
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
