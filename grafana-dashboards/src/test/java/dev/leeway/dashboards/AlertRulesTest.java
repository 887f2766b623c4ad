package dev.leeway.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertRulesTest {

  private static final String RULES = "grafana-dashboards/prometheus/rules/leeway-alerts.yml";
  private static final String RULES_TEST = "grafana-dashboards/prometheus/rules-test.yml";
  private static final String CONFIG = "grafana-dashboards/prometheus/prometheus.yml";

  private final MetricsPage page = MetricsPage.read();

  @Test
  void rules_coverModelsAndPipeline() {
    assertThat(names())
        .doesNotHaveDuplicates()
        .contains(
            "LeewayModelDrifting", "LeewayPipelineStalled", "LeewayQuarantineFlood", "LeewayDown");
  }

  @Test
  void everyRule_saysWhatToDo() {
    Set<String> anchors = anchors(Repository.text("docs/operations.md"));
    for (JsonNode rule : rules()) {
      String name = rule.path("alert").asText();
      JsonNode notes = rule.path("annotations");
      assertThat(rule.at("/labels/severity").asText()).as(name).isIn("critical", "warning", "info");
      assertThat(notes.path("summary").asText()).as(name).isNotBlank();
      assertThat(notes.path("description").asText()).as(name).isNotBlank();
      assertThat(notes.path("runbook").asText())
          .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
      assertThat(anchors).contains(name.toLowerCase(Locale.ROOT));
      assertThat(Repository.path("grafana-dashboards/dashboards"))
          .isDirectoryContaining("glob:**/" + notes.path("dashboard").asText() + ".json");
    }
  }

  @Test
  void everyMetric_isDocumentedWithItsLabels() {
    for (JsonNode rule : rules()) {
      Expression expression = new Expression(rule.path("expr").asText());
      Set<String> labels = new HashSet<>(Set.of("instance", "job"));
      for (Expression.Selector selector : expression.selectors()) {
        MetricsPage.Metric metric =
            page.ofSeries(selector.series())
                .orElseThrow(
                    () -> new AssertionError(selector.series() + " is not in docs/metrics.md"));
        labels.addAll(metric.labels());
        assertThat(metric.labels()).as(expression.text()).containsAll(selector.labels());
        if (metric.type().equals("counter")) {
          assertThat(expression.asksForGrowth()).as(expression.text()).isTrue();
        }
      }
      assertThat(labels).as(expression.text()).containsAll(expression.groupings());
    }
  }

  @Test
  void everyRule_isExercisedByTheUnitTests() {
    Set<String> exercised = new HashSet<>();
    for (JsonNode test : Repository.yaml(RULES_TEST).path("tests")) {
      for (JsonNode check : test.path("alert_rule_test")) {
        if (!check.path("exp_alerts").isEmpty()) exercised.add(check.path("alertname").asText());
      }
    }
    assertThat(exercised).containsExactlyInAnyOrderElementsOf(names());
  }

  @Test
  void promtool_acceptsTheConfigurationAndItsRules(@TempDir Path scratch)
      throws IOException, InterruptedException {
    passes(Promtool.orSkip(), scratch, "check", "config", Repository.path(CONFIG).toString());
    passes(Promtool.orSkip(), scratch, "check", "rules", Repository.path(RULES).toString());
  }

  @Test
  void promtool_findsThatRulesFireAndRestAsTheyShould(@TempDir Path scratch)
      throws IOException, InterruptedException {
    passes(Promtool.orSkip(), scratch, "test", "rules", Repository.path(RULES_TEST).toString());
  }

  private static void passes(Promtool promtool, Path scratch, String... arguments)
      throws IOException, InterruptedException {
    Promtool.Outcome outcome = promtool.run(scratch.resolve("log"), arguments);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  private static List<String> names() {
    return rules().stream().map(rule -> rule.path("alert").asText()).toList();
  }

  private static List<JsonNode> rules() {
    List<JsonNode> rules = new ArrayList<>();
    Repository.yaml(RULES).path("groups").forEach(group -> group.path("rules").forEach(rules::add));
    return rules;
  }

  /** The anchors a Markdown renderer makes of headings. */
  private static Set<String> anchors(String markdown) {
    return markdown
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+\\s*", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
