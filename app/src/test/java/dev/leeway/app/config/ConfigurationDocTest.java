package dev.leeway.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.rule.AlertRule;
import dev.leeway.wire.RecordMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/configuration.md and the loader know the same keys and the same defaults. */
class ConfigurationDocTest {

  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| [^|]+ \\| ([^|]*)\\|.*");

  /** Sections and lists with an element each, so that every key is looked for. */
  private static final String ALL_SECTIONS =
      """
      alerting:
        targets:
        - {name: a, webhook: {url: "http://a", secrets: ["${env:HOOK}"]}}
        - {name: i, alertmanager: {urls: ["http://a"]}}
        - {name: j, slack: {url: "${env:URL}"}}
        - {name: k, teams: {url: "${env:URL}"}}
        - {name: l, pagerduty: {routingKey: "${env:HOOK}"}}
        - {name: m, opsgenie: {apiKey: "${env:HOOK}"}}
        - {name: n, mail: {host: h, from: a@b.example, to: [a@b.example]}}
        - {name: o, lines: {}}
        - {name: p, mlflow: {url: "http://a"}}
        - {name: q, sagemaker: {region: eu-west-1, pipeline: p}}
        - {name: b, githubEvent: {repository: a/b, token: "${env:HOOK}"}}
        - {name: c, githubWorkflow: {repository: a/b, workflow: c, token: "${env:HOOK}"}}
        - {name: d, circleci: {project: gh/a/b, token: "${env:HOOK}"}}
        - {name: e, airflow: {url: "http://a", dag: d, user: u, password: "${env:HOOK}"}}
        - {name: f, kubeflow: {url: "http://a", pipeline: p, experiment: e}}
        - {name: g, argoEvents: {url: "http://a"}}
        - {name: h, jenkins: {url: "http://a", job: j, user: u, token: "${env:HOOK}"}}
        rules: [{name: a, on: drift, quiet: {hours: [{from: "22:00", to: "07:00"}]}}]
        retraining: [{name: a, target: a}]
      mappings: [{record: a.B, id: i, time: t, model: m, version: "1"}]
      """;

  private static final String ALL_MONITOR_SECTIONS =
      """
      model: m
      windows: [{size: 1h}]
      columns: {x: {}}
      alerts: [{name: a, on: drift, quiet: {hours: [{from: "22:00", to: "07:00"}]}}]
      quality: {columns: {x: {pattern: {regex: a}, allowed: {values: [a]}}}}
      """;

  private static final String WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @TempDir private Path folder;
  private String text = "";

  @BeforeEach
  void readDocument() throws IOException {
    readDocument("configuration.md");
  }

  private void readDocument(String name) throws IOException {
    Path document = Path.of("docs", name);
    text = Files.readString(Files.exists(document) ? document : Path.of("..").resolve(document));
  }

  @Test
  void processKeys_areThoseOfTheLoader() throws IOException {
    ConfigLoader loader = loader();
    loader.load(Optional.of(write(ALL_SECTIONS)));

    assertThat(rows("process").keySet()).containsExactlyInAnyOrderElementsOf(loader.asked());
  }

  @Test
  void monitorKeys_areThoseOfTheLoader() throws IOException {
    ConfigLoader loader = loader();
    loader.loadMonitor(write(ALL_MONITOR_SECTIONS));

    assertThat(rows("monitor").keySet()).containsExactlyInAnyOrderElementsOf(loader.asked());
  }

  @Test
  void processDefaults_writtenOut_changeNothing() throws IOException {
    ProcessConfig written =
        loader().load(Optional.of(write(yaml(rows("process"), "dataDir")))).process();

    assertThat(written).isEqualTo(loader().load(Optional.of(write(""))).process());
  }

  @Test
  void monitorDefaults_writtenOut_changeNothing() throws IOException {
    String document = "model: m\n" + yaml(rows("monitor"), "columns");

    assertThat(loader().loadMonitor(write(document))).isEqualTo(Monitor.withDefaults("m"));
  }

  @Test
  void performanceDefaults_writtenOut_changeNothing() throws IOException {
    Map<String, String> rows = rows("monitor");
    rows.keySet().removeIf(key -> key.startsWith("performance.outcomeValues"));
    String written = "model: m\nperformance: " + section(rows, "performance");

    assertThat(written).contains("horizon", "minLabelled", "estimate");
    assertThat(loader().loadMonitor(write(written)).performance())
        .contains(PerformancePolicy.DEFAULT);
  }

  @Test
  void examples_load() throws IOException {
    Map<String, String> environment =
        Map.of("KAFKA_LOGIN", "a", "REGISTRY_LOGIN", "b", "ON_CALL_SECRET", WEBHOOK_SECRET);

    ProcessConfig process =
        new ConfigLoader(environment, folder)
            .load(Optional.of(write(example("process"))))
            .process();
    Monitor monitor = loader().loadMonitor(write(example("monitor")));

    ProcessConfig mapped = loader().load(Optional.of(write(example("mapping")))).process();

    assertThat(mapped.mappings())
        .containsExactly(
            new RecordMapping(
                "com.example.CreditScored",
                "requestId",
                "scoredAt",
                Optional.of("credit-risk"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("modelVersion"),
                Set.of("traceId")));
    assertThat(process.alerting().retraining().get(0).dailyCap()).isEqualTo(2);
    assertThat(monitor.windows()).hasSize(2);
    assertThat(monitor.performance()).isPresent();
  }

  @Test
  void rulesExample_loads() throws IOException {
    readDocument("alerting.md");

    LoadedConfig loaded = loader().load(Optional.of(write(example("rules"))));

    assertThat(RulesInForce.of(loaded).of("any"))
        .extracting(AlertRule::name)
        .containsExactly("no_data", "drift", "performance", "many-columns", "auc", "quality");
  }

  @Test
  void qualityExample_loads() throws IOException {
    readDocument("quality.md");

    Monitor monitor = loader().loadMonitor(write(example("quality")));

    assertThat(monitor.quality().constraints()).hasSize(9);
  }

  /** Keys and defaults of one table. */
  private Map<String, String> rows(String table) {
    String rest = text.substring(text.indexOf("<!-- keys: " + table + " -->"));
    Map<String, String> rows = new TreeMap<>();
    for (String line : rest.substring(0, rest.indexOf("\n\n", rest.indexOf("\n|"))).split("\n")) {
      Matcher matcher = ROW.matcher(line);
      if (matcher.matches()) rows.put(matcher.group(1), matcher.group(2).strip());
    }
    return rows;
  }

  private String example(String name) {
    String rest = text.substring(text.indexOf("# example: " + name));
    return rest.substring(0, rest.indexOf("```"));
  }

  /** A document of all defaults that are written as a value, but for the keys that start so. */
  private static String yaml(Map<String, String> rows, String except) {
    StringBuilder document = new StringBuilder();
    rows.forEach(
        (key, value) -> {
          if (key.contains(".") || key.startsWith(except)) return;
          String given = value.isEmpty() ? section(rows, key) : given(value);
          if (!given.isEmpty()) document.append(key).append(": ").append(given).append('\n');
        });
    return document.toString();
  }

  private static String section(Map<String, String> rows, String section) {
    List<String> keys = new ArrayList<>();
    rows.forEach(
        (key, value) -> {
          String name = key.startsWith(section + ".") ? key.substring(section.length() + 1) : "";
          if (name.isEmpty() || name.matches(".*[\\[.*].*")) return;
          String given = value.isEmpty() ? section(rows, key) : given(value);
          if (!given.isEmpty()) keys.add(name + ": " + given);
        });
    return keys.isEmpty() ? "" : "{" + String.join(", ", keys) + "}";
  }

  /** The value that a default stands for; none where it is told in words. */
  private static String given(String cell) {
    return cell.matches("`[^`]+`") ? cell.replace("`", "") : "";
  }

  private ConfigLoader loader() {
    return new ConfigLoader(
        Map.of("HOME", "/home/ada", "HOOK", WEBHOOK_SECRET, "URL", "https://a.example/b"), folder);
  }

  private Path write(String document) throws IOException {
    return Files.writeString(folder.resolve("document.yaml"), document);
  }
}
