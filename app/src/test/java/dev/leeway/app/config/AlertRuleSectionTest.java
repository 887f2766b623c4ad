package dev.leeway.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leeway.config.yaml.ConfigError;
import dev.leeway.config.yaml.ConfigException;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.AlertScope;
import dev.leeway.rule.Cause;
import dev.leeway.rule.Demands;
import dev.leeway.rule.Persistence;
import dev.leeway.rule.QuietTimes;
import dev.leeway.rule.QuietTimes.Dates;
import dev.leeway.rule.QuietTimes.Hours;
import dev.leeway.rule.Severity;
import dev.leeway.rule.Subject;
import dev.leeway.rule.Threshold;
import dev.leeway.rule.Threshold.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRuleSectionTest {

  @TempDir private Path folder;

  @Test
  void rules_areTheUsualOnesWithoutAny() throws IOException {
    assertThat(inForce("").of("any")).isEqualTo(AlertRules.usual());
  }

  @Test
  void rules_haveDefaults() throws IOException {
    assertThat(rules("[{on: quality}]")).containsExactly(AlertRule.of(Cause.QUALITY));
    assertThat(rules("[{name: drift}]")).containsExactly(AlertRule.of(Cause.DRIFT));
    assertThat(rules("[{on: no_data}]").get(0).inhibits())
        .containsExactlyInAnyOrder(
            Cause.DRIFT, Cause.PREDICTION_DRIFT, Cause.ESTIMATED_PERFORMANCE);
    assertThat(rules("[{on: drift, opensAfter: 3}]").get(0).persistence())
        .isEqualTo(new Persistence(3, 3, 1));
    assertThat(rules("[{on: drift.psi, open: 0.2}]").get(0).threshold())
        .contains(new Threshold(0.2, 0.2, Side.ABOVE));
  }

  @Test
  void rule_readsEveryKey() throws IOException {
    String document =
        """
        - name: auc
          on: performance.roc_auc
          severity: critical
          open: 0.75
          close: 0.8
          opensAfter: 2
          outOf: 3
          resolvesAfter: 4
          minRows: 500
          minCoverage: 0.6
          windows: [1d]
          segments: [all, country=DE]
          quiet:
            zone: Europe/Berlin
            hours: [{days: [sat, sun], from: "22:00", to: "07:00"}]
            dates: [2026-12-24/2026-12-26, 2027-01-01]
          repeat: 4h
          inhibits: [estimated_performance]
        """;
    Hours nights =
        new Hours(
            Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), LocalTime.of(22, 0), LocalTime.of(7, 0));
    assertThat(rules("\n" + document.indent(2)))
        .containsExactly(
            new AlertRule(
                "auc",
                Subject.parse("performance.roc_auc").orElseThrow(),
                Severity.CRITICAL,
                Optional.of(new Threshold(0.75, 0.8, Side.BELOW)),
                new Persistence(2, 3, 4),
                new Demands(500, 0.6),
                new AlertScope(Set.of(Duration.ofDays(1)), Set.of("", "country=DE"), Set.of()),
                new QuietTimes(
                    ZoneId.of("Europe/Berlin"),
                    List.of(nights),
                    List.of(dates("2026-12-24", "2026-12-26"), dates("2027-01-01", "2027-01-01"))),
                Optional.of(Duration.ofHours(4)),
                Set.of(Cause.ESTIMATED_PERFORMANCE)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{on: drfit} | rules[0].on | \"drfit\" is unknown; known: drift, estimated_performance,"
            + " no_data, performance, prediction_drift, quality",
        "{on: drift, colour: red} | rules[0].colour | unknown key",
        "{severity: info} | rules[0].on | is required",
        "{name: mine} | rules[0].on | is required",
        "{on: drift.psi} | rules[0].open | not allowed: open: drift.psi is a number and needs",
        "{on: drift, open: 0.2} | rules[0].open | not allowed: open: drift has no number; name one",
        "{on: drift.psi, open: 0.2, close: 0.3} | rules[0].close | not allowed: close 0.3 is above"
            + " open 0.2: more is worse, so it must be at most that",
        "{on: performance.roc_auc, open: 0.8, close: 0.7} | rules[0].close | not allowed: close 0.7"
            + " is below open 0.8: less is worse",
        "{on: drift.psi, close: 0.2} | rules[0].close | says nothing without open",
        "{on: quality.rows, open: 9} | rules[0].worse | is required: quality.rows can be bad above",
        "{on: drift.psi, open: 1, worse: below} | rules[0].worse | of drift.psi what is above is"
            + " worse: remove the key",
        "{on: drift, opensAfter: 3, outOf: 2} | rules[0].opensAfter | not allowed: opensAfter: 3"
            + " windows of 2 can never be bad",
        "{on: drift, minCoverage: 0.5} | rules[0].minCoverage | not allowed: minCoverage: drift has"
            + " no labels",
        "{on: performance, minCoverage: 2} | rules[0].minCoverage | not allowed: minCoverage: 2.0",
        "{on: performance, columns: [a]} | rules[0].columns | not allowed: columns: performance is"
            + " not on columns",
        "{on: drift, inhibits: [drift]} | rules[0].inhibits | not allowed: inhibits: its own cause",
        "{on: drift, inhibits: [drft]} | rules[0].inhibits[0] | \"drft\" is unknown",
        "{on: drift, segments: [DE]} | rules[0].segments[0] | expected column=value, or all",
        "{on: drift, quiet: {zone: Berlin}} | rules[0].quiet.zone | expected a time zone such as"
            + " Europe/Berlin or UTC",
        "{on: drift, quiet: {hours: [{from: 25:00, to: 7:00}]}} | rules[0].quiet.hours[0].from |"
            + " expected a time of day such as",
        "{on: drift, quiet: {hours: [{days: [mond], from: \"00:00\", to: \"07:00\"}]}} |"
            + " rules[0].quiet.hours[0].days[0] | \"mond\" is unknown",
        "{on: drift, quiet: {dates: [24.12.2026]}} | rules[0].quiet.dates[0] | expected a day such",
        "{on: drift}, {on: drift} | rules[1].name | \"drift\" is used above"
      })
  void rules_thatCannotBeMeantAreRefused(String rules, String path, String message)
      throws IOException {
    List<ConfigError> errors = errors("rules: [" + rules + "]");

    assertThat(errors.get(0).path()).isEqualTo(path);
    assertThat(errors.get(0).message()).startsWith(message);
    assertThat(errors.get(0).toString()).startsWith("rules.yaml:1:");
  }

  @Test
  void monitor_amendsTheRulesOfTheProcess() throws IOException {
    write("monitors/m.yaml", "model: m\nwindows: [1d, 1h]\nalerts: [{name: drift, off: true}]");
    AlertRules rules = inForce("alerting: {rules: [{on: quality}]}");

    assertThat(rules.of("m"))
        .extracting(AlertRule::name)
        .containsExactly("performance", "estimated_performance", "quality");
    assertThat(rules.of("m").get(0).scope().windows()).containsExactly(Duration.ofHours(1));
    assertThat(rules.of("other"))
        .extracting(AlertRule::name)
        .containsExactly("drift", "performance", "estimated_performance", "quality");
  }

  @Test
  void predictionDrift_looksAtTheColumnsOfThePredictions() throws IOException {
    write("monitors/m.yaml", "model: m\nperformance: {predictionColumn: late, scoreColumn: p}");
    AlertRules rules = inForce("alerting: {rules: [{on: prediction_drift}]}");

    assertThat(rules.of("m"))
        .last()
        .extracting(rule -> rule.scope().columns())
        .isEqualTo(Set.of("late", "p"));
    assertThat(rules.of("other")).as("nobody told its columns").hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{on: drift, windows: [2h]}] | the rule drift is on windows that the model has not",
        "[{on: no_data}] | the rule no_data hears nothing when no rows come at all",
        "[{on: performance}] | the rule performance needs the section performance"
      })
  void monitor_refusesRulesThatCanNeverSpeak(String rules, String message) throws IOException {
    write("monitors/m.yaml", "model: m\nalerts: " + rules);

    assertThat(
            catchThrowableOfType(ConfigException.class, () -> inForce(""))
                .errors()
                .get(0)
                .message())
        .startsWith(message);
  }

  private List<AlertRule> rules(String list) throws IOException {
    write("rules.yaml", "rules: " + list);
    return new ConfigLoader(Map.of(), folder).loadRules(Path.of("rules.yaml")).rules();
  }

  private List<ConfigError> errors(String document) throws IOException {
    write("rules.yaml", document);
    return catchThrowableOfType(
            ConfigException.class,
            () -> new ConfigLoader(Map.of(), folder).loadRules(Path.of("rules.yaml")))
        .errors();
  }

  private AlertRules inForce(String document) throws IOException {
    write("leeway.yaml", document);
    return RulesInForce.of(
        new ConfigLoader(Map.of("HOME", "/home/ada"), folder).load(Optional.empty()));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Dates dates(String first, String last) {
    return new Dates(LocalDate.parse(first), LocalDate.parse(last));
  }
}
