package dev.leeway.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.config.yaml.ConfigException;
import dev.leeway.detector.DetectorKind;
import dev.leeway.labels.LabelTerms;
import dev.leeway.monitor.OutcomeViews;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.Costs;
import dev.leeway.performance.MulticlassLayout;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.RankingLayout;
import dev.leeway.performance.RegressionLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceSectionTest {

  @TempDir private Path folder;

  @Test
  void read_binary_isALayoutWithTermsAndLimits() throws IOException {
    PerformancePolicy policy =
        policy(
            """
            task: binary
            scoreColumn: risk
            classes: [good, bad]
            positiveClass: bad
            scoreThresholds: [0.3, 0.1]
            outcomeValues: {true_positives: 5, false_negatives: -20}
            horizon: 30d
            slack: 2d
            measures: [roc_auc, "precision@0.3"]
            limits: {roc_auc: 0.8}
            minLabelled: 50
            minCoverage: 0.2
            estimate: false
            """);

    BinaryLayout layout = (BinaryLayout) policy.answers().layout().orElseThrow();
    assertThat(layout.classes()).isEqualTo(new BinaryLayout.Classes("good", "bad"));
    assertThat(layout.scoreColumn()).contains("risk");
    assertThat(layout.thresholds()).containsExactly(0.1, 0.3);
    assertThat(layout.costs()).contains(new Costs(5, 0, 0, -20));
    assertThat(policy.terms()).isEqualTo(new LabelTerms(Duration.ofDays(30), Duration.ofDays(2)));
    assertThat(policy.deciding(layout))
        .containsExactly(
            PerformanceKey.of(PerformanceMeasure.ROC_AUC),
            PerformanceKey.of(PerformanceMeasure.PRECISION, 0.3));
    assertThat(policy.limits())
        .isEqualTo(Map.of(PerformanceKey.of(PerformanceMeasure.ROC_AUC), 0.8));
    assertThat(policy.minLabelled()).isEqualTo(50);
    assertThat(policy.minCoverage()).isEqualTo(0.2);
    assertThat(policy.estimate()).isFalse();
  }

  @Test
  void read_fairness_needsTwoClasses_andItsLimitsNeedIt() throws IOException {
    PerformancePolicy policy =
        policy(
            """
            scoreColumn: risk
            fairness: true
            limits: {disparate_impact: 0.8, "true_positive_rate_gap[region]": 0.1, roc_auc: 0.7}
            """);

    assertThat(policy.views().fairness()).isTrue();
    assertThat(policy.limitsBetweenSegments())
        .isEqualTo(
            Map.of(
                PerformanceKey.of(PerformanceMeasure.DISPARATE_IMPACT),
                0.8,
                PerformanceKey.of(PerformanceMeasure.TRUE_POSITIVE_RATE_GAP, "region"),
                0.1));
    assertThat(policy.limitsOfSeries()).hasSize(1);
    assertThatThrownBy(() -> policy("limits: {disparate_impact: 0.8}"))
        .hasMessageContaining("disparate_impact needs fairness: true");
    assertThatThrownBy(() -> policy("{fairness: true, measures: [disparate_impact]}"))
        .hasMessageContaining("between segments decide by a limit");
    assertThatThrownBy(() -> policy("{fairness: true, task: regression, predictionColumn: price}"))
        .hasMessageContaining("fairness: only of two classes");
  }

  @Test
  void read_change_hasATolerance() throws IOException {
    PerformancePolicy policy = policy("{change: true, errorTolerance: 0.02}");

    assertThat(policy.views().change()).isTrue();
    assertThat(policy.views().errorTolerance()).hasValue(0.02);
    assertThat(policy("{}").views()).isEqualTo(OutcomeViews.NONE);
    assertThatThrownBy(() -> policy("{change: true, errorTolerance: 1}"))
        .hasMessageContaining("errorTolerance");
  }

  @Test
  void read_detectors_goByTheirNames() throws IOException {
    assertThat(policy("detectors: [adwin, ddm]").views().detectors())
        .containsExactly(DetectorKind.DDM, DetectorKind.ADWIN);
    assertThatThrownBy(() -> policy("detectors: [adwim]"))
        .hasMessageContaining("performance.detectors[0]")
        .hasMessageContaining("adwin");
  }

  @Test
  void read_otherTasks_areToldByTheirColumns() throws IOException {
    MulticlassLayout animals =
        (MulticlassLayout)
            policy("scoreColumns: {cat: p_cat, dog: p_dog, eel: p_eel}")
                .answers()
                .layout()
                .orElseThrow();
    RegressionLayout prices =
        (RegressionLayout)
            policy("{predictionColumn: price, quantileColumns: {0.9: high, 0.1: low}}")
                .answers()
                .layout()
                .orElseThrow();
    RankingLayout items =
        (RankingLayout)
            policy("{groupColumn: query, scoreColumn: score}").answers().layout().orElseThrow();

    assertThat(animals.classes()).containsExactly("cat", "dog", "eel");
    assertThat(animals.scoreColumns()).containsExactly("p_cat", "p_dog", "p_eel");
    assertThat(prices.quantiles())
        .extracting(RegressionLayout.QuantileColumn::column)
        .isEqualTo(List.of("low", "high"));
    assertThat(items.depth()).isEqualTo(10);
  }

  @Test
  void read_whatMakesNoLayout_isToldWithItsPath() {
    assertThatThrownBy(() -> policy("predictionColumn: p"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("performance.task");
    assertThatThrownBy(() -> policy("{task: ranking, scoreColumn: s}"))
        .hasMessageContaining("performance: not allowed: needs groupColumn");
    assertThatThrownBy(() -> policy("{scoreColumn: s, scoreColumns: {a: b}}"))
        .hasMessageContaining("performance.scoreColumns: either");
    assertThatThrownBy(() -> policy("measures: [roc_auk]"))
        .hasMessageContaining("performance.measures[0]")
        .hasMessageContaining("did you mean \"roc_auc\"");
    assertThatThrownBy(() -> policy("limits: {prevalence: 0.5}"))
        .hasMessageContaining("performance.limits: not allowed");
    assertThatThrownBy(() -> policy("{horizon: 1d, slack: 2d}"))
        .hasMessageContaining("performance.slack");
  }

  @Test
  void read_noSection_isNone() throws IOException {
    Path file = Files.writeString(folder.resolve("none.yaml"), "model: m\n");

    assertThat(new ConfigLoader(Map.of(), folder).loadMonitor(file).performance()).isEmpty();
  }

  private PerformancePolicy policy(String section) throws IOException {
    Path file =
        Files.writeString(folder.resolve("m.yaml"), "model: m\nperformance:\n" + section.indent(2));
    return new ConfigLoader(Map.of(), folder).loadMonitor(file).performance().orElseThrow();
  }
}
