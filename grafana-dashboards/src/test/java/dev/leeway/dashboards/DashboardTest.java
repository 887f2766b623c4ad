package dev.leeway.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Grafana's own dashboard linter asks for, and that every name is one of ours. */
class DashboardTest {

  private static final Set<String> SCRAPE_LABELS = Set.of("instance", "job");
  private static final Set<String> RULE_LABELS = Set.of("alertname", "severity", "model");
  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");

  private final MetricsPage page = MetricsPage.read();

  @Test
  void everyDashboard_canBeProvisioned() {
    Set<String> uids = new HashSet<>();
    for (Path file : dashboards()) {
      JsonNode dashboard = Repository.json(file);
      assertThat(dashboard.path("id").isNull()).as("%s id", file).isTrue();
      assertThat(dashboard.path("uid").asText())
          .as("%s uid", file)
          .matches("leeway-[a-z0-9-]{1,33}");
      assertThat(uids.add(dashboard.path("uid").asText())).as("%s uid is unique", file).isTrue();
      assertThat(dashboard.path("title").asText()).as("%s title", file).isNotBlank();
      assertThat(dashboard.path("schemaVersion").asInt()).as("%s", file).isBetween(39, 41);
      assertThat(dashboard.path("editable").asBoolean(true)).as("%s editable", file).isFalse();
      assertThat(dashboard.has("__inputs")).as("%s is an export for sharing", file).isFalse();
    }
  }

  @Test
  void everyPanel_saysWhatItShowsInWhichUnit() {
    for (Path file : dashboards()) {
      Set<Integer> ids = new HashSet<>();
      for (JsonNode panel : Repository.json(file).path("panels")) {
        String title = panel.path("title").asText();
        assertThat(ids.add(panel.path("id").asInt())).as("id of %s is unique", title).isTrue();
        assertThat(title).isNotBlank();
        if (panel.path("type").asText().equals("row")) continue;
        assertThat(panel.path("description").asText())
            .as(title)
            .hasSizeGreaterThan(20)
            .endsWith(".");
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
        assertThat(panel.path("targets")).as(title).isNotEmpty();
      }
    }
  }

  @Test
  void panels_doNotOverlap() {
    for (Path file : dashboards()) {
      Set<String> taken = new HashSet<>();
      for (JsonNode panel : Repository.json(file).path("panels")) {
        JsonNode at = panel.path("gridPos");
        assertThat(at.path("x").asInt() + at.path("w").asInt()).isBetween(1, 24);
        for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
          for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
            assertThat(taken.add(x + "," + y)).as(panel.path("title").asText()).isTrue();
          }
        }
      }
    }
  }

  @Test
  void everyDataSource_isTheVariable() {
    for (Path file : dashboards()) {
      JsonNode dashboard = Repository.json(file);
      List<JsonNode> uids = new ArrayList<>();
      dashboard.findValues("datasource").stream()
          .filter(source -> !source.path("type").asText().equals("grafana"))
          .forEach(source -> uids.add(source.path("uid")));
      assertThat(uids).hasSizeGreaterThan(5).allMatch(uid -> uid.asText().equals("${datasource}"));
      for (JsonNode target : targets(dashboard)) {
        assertThat(target.has("datasource")).as(target.path("expr").asText()).isTrue();
      }
    }
  }

  @Test
  void everyVariable_isDeclaredAndAskedFor() {
    Set<String> asked = Set.of("datasource", "model", "version", "segment", "column");
    for (Path file : dashboards()) {
      JsonNode dashboard = Repository.json(file);
      Set<String> declared = new LinkedHashSet<>();
      dashboard.at("/templating/list").forEach(v -> declared.add(v.path("name").asText()));
      assertThat(declared).containsAll(asked);
      Set<String> used = new LinkedHashSet<>();
      Matcher names = VARIABLE.matcher(dashboard.toString());
      while (names.find()) {
        if (!names.group(1).startsWith("__")) used.add(names.group(1));
      }
      assertThat(used).isEqualTo(declared);
    }
  }

  @Test
  void everyMetric_isDocumentedWithItsLabels() {
    for (Path file : dashboards()) {
      for (Query query : queries(Repository.json(file))) {
        Set<String> labels = new HashSet<>(SCRAPE_LABELS);
        if (query.expression().text().contains("ALERTS{")) labels.addAll(RULE_LABELS);
        for (Expression.Selector selector : query.expression().selectors()) {
          MetricsPage.Metric metric =
              page.ofSeries(selector.series())
                  .orElseThrow(
                      () -> new AssertionError(selector.series() + " is not in docs/metrics.md"));
          labels.addAll(metric.labels());
          assertThat(metric.labels()).as(query.toString()).containsAll(selector.labels());
          if (metric.type().equals("counter")) {
            assertThat(query.expression().asksForGrowth()).as(query.toString()).isTrue();
          }
        }
        assertThat(labels).as(query.toString()).containsAll(query.expression().groupings());
        assertThat(labels).as(query.toString()).containsAll(query.legendLabels());
      }
    }
  }

  @Test
  void overview_showsEveryMetric() {
    Set<String> shown = new HashSet<>();
    for (Query query : queries(Repository.json(dashboards().get(0)))) {
      for (Expression.Selector selector : query.expression().selectors()) {
        page.ofSeries(selector.series()).ifPresent(metric -> shown.add(metric.name()));
      }
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(page.names());
  }

  @Test
  void everyExpression_isAcceptedByPrometheus(@TempDir Path scratch)
      throws IOException, InterruptedException {
    Promtool promtool = Promtool.orSkip();
    List<Map<String, String>> rules = new ArrayList<>();
    for (Path file : dashboards()) {
      for (Query query : queries(Repository.json(file))) {
        if (query.expression().text().startsWith("label_values(")) continue;
        rules.add(
            Map.of("record", "q:" + rules.size(), "expr", query.expression().resolved().text()));
      }
    }
    Path wrapped = scratch.resolve("rules.yml");
    Files.writeString(
        wrapped,
        new YAMLMapper()
            .writeValueAsString(
                Map.of("groups", List.of(Map.of("name", "dashboards", "rules", rules)))));
    Promtool.Outcome outcome =
        promtool.run(scratch.resolve("log"), "check", "rules", wrapped.toString());
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains(rules.size() + " rules found");
  }

  /** One query with the legend of its series. */
  private record Query(Expression expression, String legend) {
    Set<String> legendLabels() {
      Set<String> labels = new LinkedHashSet<>();
      Matcher label = LEGEND_LABEL.matcher(legend);
      while (label.find()) {
        labels.add(label.group(1));
      }
      return labels;
    }
  }

  private static List<Query> queries(JsonNode dashboard) {
    List<Query> queries = new ArrayList<>();
    for (JsonNode target : targets(dashboard)) {
      queries.add(query(target.path("expr"), target.path("legendFormat")));
    }
    for (JsonNode annotation : dashboard.at("/annotations/list")) {
      if (annotation.has("expr")) {
        queries.add(query(annotation.path("expr"), annotation.path("titleFormat")));
      }
    }
    for (JsonNode variable : dashboard.at("/templating/list")) {
      if (variable.path("type").asText().equals("query")) {
        queries.add(query(variable.at("/query/query"), variable.path("none")));
      }
    }
    return queries;
  }

  private static Query query(JsonNode expression, JsonNode legend) {
    return new Query(new Expression(expression.asText()), legend.asText());
  }

  private static List<JsonNode> targets(JsonNode dashboard) {
    List<JsonNode> targets = new ArrayList<>();
    dashboard.path("panels").forEach(panel -> panel.path("targets").forEach(targets::add));
    return targets;
  }

  private static List<Path> dashboards() {
    return Repository.files("dashboards");
  }
}
