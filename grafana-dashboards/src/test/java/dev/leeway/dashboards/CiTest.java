package dev.leeway.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both CI systems do what the README tells a person to do. */
class CiTest {

  private static final String RUN = ".ci/run";

  @Test
  void run_callsTheReadmesTestCommand() {
    assertThat(Repository.text("README.md")).contains("\nmvn verify ");
    assertThat(Repository.text(RUN)).containsPattern("\nmvn (--[a-z-]+ )*verify ");
    assertThat(Files.isExecutable(Repository.path(RUN))).isTrue();
  }

  @Test
  void githubWorkflow_callsItWithPinnedActions() {
    JsonNode steps = Repository.yaml(".github/workflows/ci.yml").at("/jobs/verify/steps");
    List<String> runs = new ArrayList<>();
    for (JsonNode step : steps) {
      if (step.has("run")) runs.add(step.path("run").asText());
      if (step.has("uses"))
        assertThat(step.path("uses").asText()).matches("[\\w/-]+@v\\d+\\.\\d+\\.\\d+");
    }
    assertThat(runs).containsExactly(RUN);
  }

  @Test
  void circleCi_callsItOnJava17() {
    JsonNode job = Repository.yaml(".circleci/config.yml").at("/jobs/verify");
    assertThat(job.at("/docker/0/image").asText()).isEqualTo("cimg/openjdk:17.0");
    List<String> runs = new ArrayList<>();
    job.path("steps").forEach(step -> runs.add(step.path("run").asText()));
    assertThat(runs).contains(RUN);
  }
}
