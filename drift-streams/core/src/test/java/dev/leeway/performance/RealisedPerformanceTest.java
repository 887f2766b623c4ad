package dev.leeway.performance;

import static dev.leeway.performance.TaskRows.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.performance.PerformanceResult.Finding;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What has no value says why; what has one says how sure it is. */
class RealisedPerformanceTest {

  private static final List<PerformanceLayout> LAYOUTS = TaskRows.LAYOUTS;

  @ParameterizedTest
  @FieldSource("LAYOUTS")
  void results_ofRandomRows_areWithinTheRangeOfTheirMeasures(PerformanceLayout layout) {
    List<Outcome> outcomes = TaskRows.random(layout, new SplittableRandom(1), 500);

    List<PerformanceResult> results =
        new RealisedPerformance(layout, TaskRows.profile(layout, outcomes)).results();

    assertThat(results).hasSizeGreaterThan(3);
    for (PerformanceResult result : results) {
      assertThat(result.finding()).as("%s", result).isNotEqualTo(Undefined.NOT_LAID_OUT);
      PerformanceMeasure measure = result.key().measure();
      result
          .found()
          .ifPresent(
              found ->
                  assertThat(found.value())
                      .as("%s", result)
                      .isBetween(measure.least(), measure.most()));
    }
    assertThat(results).extracting(PerformanceResult::key).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @FieldSource("LAYOUTS")
  void results_ofNoRows_areUndefined(PerformanceLayout layout) {
    RealisedPerformance nothing = new RealisedPerformance(layout, PerformanceProfile.empty(layout));

    assertThat(nothing.results())
        .extracting(PerformanceResult::finding)
        .containsOnly(Undefined.NO_ROWS);
  }

  @ParameterizedTest
  @FieldSource("LAYOUTS")
  void results_ofLessThanNothing_areUndefined(PerformanceLayout layout) {
    List<Outcome> outcomes = TaskRows.random(layout, new SplittableRandom(1), 5);
    PerformanceProfile empty = PerformanceProfile.empty(layout);
    RealisedPerformance less =
        new RealisedPerformance(layout, empty.subtract(TaskRows.profile(layout, outcomes)));

    assertThat(less.results())
        .extracting(PerformanceResult::finding)
        .containsOnly(Undefined.NOT_WHOLE);
  }

  @ParameterizedTest
  @CsvSource({
    "recall, ONE_CLASS",
    "precision, NOTHING_PREDICTED",
    "f1, ONE_CLASS",
    "mcc, NOTHING_PREDICTED",
    "cohen_kappa, ONE_CLASS",
    "balanced_accuracy, ONE_CLASS",
    "roc_auc, ONE_CLASS",
    "average_precision, ONE_CLASS",
    "score_ks, ONE_CLASS",
    "gain@0.1, ONE_CLASS",
    "gain@1.5, NOT_LAID_OUT",
    "f1@0.123, NOT_LAID_OUT",
    "roc_auc@0.5, NOT_LAID_OUT",
    "roc_auc[a], NOT_LAID_OUT",
    "mae, NOT_LAID_OUT"
  })
  void result_whereNothingIsPositive_saysWhyThereIsNone(String key, Undefined why) {
    assertThat(binary("0 0 0.1", "0 0 0.6").finding(key)).isEqualTo(why);
  }

  @Test
  void result_ofOneClassThatIsAllPositive_hasNoSpecificity() {
    assertThat(binary("1 1 0.9").finding("specificity")).isEqualTo(Undefined.ONE_CLASS);
    assertThat(binary("1 1 0.9").value("accuracy")).isEqualTo(1);
  }

  @Test
  void logLoss_ofACertaintyThatIsWrong_isThatOfTheFloor() {
    assertThat(binary("1 0 0").value("log_loss")).isCloseTo(-Math.log(1e-15), within(1e-9));
  }

  @Test
  void businessValue_weighsEachOutcome() {
    Fixture rows = binary("1 1 0.9", "0 1 0.8", "0 0 0.1", "1 0 0.2", "0 0 0.1");

    assertThat(rows.value("business_value")).isCloseTo(5 - 2 + 0.1 - 7 + 0.1, within(1e-12));
    assertThat(rows.value("business_value_per_row")).isCloseTo(-3.8 / 5, within(1e-12));
  }

  @Test
  void gain_cutsEqualScoresInProportion() {
    Fixture rows = binary("1 1 0.75", "1 1 0.5", "0 1 0.5", "0 1 0.5", "1 1 0.25");

    assertThat(rows.value("gain@0.4")).isCloseTo((1 + 1 / 3.0) / 3, within(1e-12));
    assertThat(rows.value("lift@0.2")).isCloseTo(1 / 3.0 / 0.2, within(1e-12));
    assertThat(rows.value("gain@1")).isEqualTo(1);
  }

  @Test
  void withoutScores_whatRestsOnThemIsUndefined() {
    BinaryLayout layout =
        new BinaryLayout(
            BinaryLayout.Classes.ZERO_ONE,
            Optional.of("class"),
            Optional.empty(),
            true,
            ScoreGrid.probabilities(),
            List.of(),
            Optional.empty());
    Fixture rows = fixture(layout, List.of(Map.of("class", number(1), "label", number(0))));

    assertThat(rows.finding("roc_auc")).isEqualTo(Undefined.NO_SCORES);
    assertThat(rows.finding("log_loss")).isEqualTo(Undefined.NO_SCORES);
    assertThat(rows.finding("calibration_error")).isEqualTo(Undefined.NO_SCORES);
    assertThat(rows.value("accuracy")).isZero();
  }

  @Test
  void relativeAndLogarithmicErrors_ofNumbersThatHaveNone_areUndefined() {
    RegressionLayout layout = new RegressionLayout("p", List.of(), ScoreGrid.magnitudes());
    Fixture rows =
        fixture(
            layout,
            List.of(
                Map.of("p", number(1), "label", number(0)),
                Map.of("p", number(-1), "label", number(0))));

    assertThat(rows.finding("mape")).isEqualTo(Undefined.ZERO_TRUTH);
    assertThat(rows.finding("rmsle")).isEqualTo(Undefined.NO_LOGARITHM);
    assertThat(rows.finding("r2")).isEqualTo(Undefined.CONSTANT_TRUTH);
    assertThat(rows.finding("pinball_loss@0.5")).isEqualTo(Undefined.NOT_LAID_OUT);
    assertThat(rows.value("mae")).isEqualTo(1);
    assertThat(rows.value("bias")).isZero();
  }

  @Test
  void quantileOfErrors_beyondTheGrid_isUndefined() {
    RegressionLayout layout = new RegressionLayout("p", List.of(), ScoreGrid.magnitudes());
    Fixture rows = fixture(layout, List.of(Map.of("p", number(1e12), "label", number(0))));

    assertThat(rows.finding("median_absolute_error")).isEqualTo(Undefined.OUTSIDE_GRID);
  }

  @Test
  void r2_ofNumbersFarFromZero_losesNoDigits() {
    RegressionLayout layout = new RegressionLayout("p", List.of(), ScoreGrid.magnitudes());
    List<Map<String, Cell>> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(Map.of("p", number(1e9 + i + 0.5), "label", number(1e9 + i)));
    }

    // 1 - 10 * 0.25 / 82.5
    assertThat(fixture(layout, rows).value("r2")).isCloseTo(1 - 2.5 / 82.5, within(1e-15));
  }

  @Test
  void ranking_whereNothingIsRelevant_isUndefined() {
    Fixture rows =
        fixture(
            TaskRows.RANKING,
            List.of(Map.of("query", new Cell.Text("q"), "score", number(1), "label", number(0))));

    assertThat(rows.finding("ndcg@5")).isEqualTo(Undefined.NOTHING_RELEVANT);
    assertThat(rows.finding("mrr@5")).isEqualTo(Undefined.NOT_LAID_OUT);
  }

  /** Over many samples of one population, values scatter as their standard errors say. */
  @ParameterizedTest
  @CsvSource({
    "accuracy",
    "precision",
    "f1",
    "f2",
    "mcc",
    "cohen_kappa",
    "balanced_accuracy",
    "roc_auc",
    "log_loss",
    "brier"
  })
  void standardError_isHowFarSamplesScatter(String key) {
    int samples = 400;
    double sum = 0;
    double squares = 0;
    double stated = 0;
    for (int seed = 0; seed < samples; seed++) {
      Found found = (Found) sample(new SplittableRandom(seed)).finding(key);
      sum += found.value();
      squares += found.value() * found.value();
      stated += found.standardError().orElseThrow() / samples;
    }
    double scatter = Math.sqrt(squares / samples - sum / samples * sum / samples);

    // 400 samples know their scatter to 3.5 %; four of these.
    assertThat(stated).isBetween(scatter * 0.86, scatter * 1.14);
  }

  @Test
  void profile_ofAnotherLayout_isRefused() {
    PerformanceProfile profile =
        TaskRows.profile(
            TaskRows.BINARY, TaskRows.random(TaskRows.BINARY, new SplittableRandom(1), 50));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RealisedPerformance(TaskRows.RANKING, profile));
  }

  private static Fixture sample(SplittableRandom random) {
    List<Map<String, Cell>> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double score = random.nextInt(1, 20) / 20.0;
      rows.add(
          Map.of(
              "score",
              number(score),
              "class",
              new Cell.Flag(score >= 0.6),
              "label",
              new Cell.Flag(random.nextDouble() < score * score)));
    }
    return fixture(TaskRows.BINARY, rows);
  }

  /**
   * @param rows true class, predicted class, score
   */
  private static Fixture binary(String... rows) {
    List<Map<String, Cell>> cells = new ArrayList<>();
    for (String row : rows) {
      String[] parts = row.split(" ");
      cells.add(
          Map.of(
              "label",
              new Cell.Text(parts[0]),
              "class",
              new Cell.Text(parts[1]),
              "score",
              number(Double.parseDouble(parts[2]))));
    }
    return fixture(TaskRows.BINARY, cells);
  }

  private static Fixture fixture(PerformanceLayout layout, List<Map<String, Cell>> rows) {
    List<Outcome> outcomes =
        rows.stream()
            .map(
                row ->
                    TaskRows.outcome(layout, row, row.getOrDefault("label", Cell.Missing.MISSING)))
            .toList();
    return new Fixture(new RealisedPerformance(layout, TaskRows.profile(layout, outcomes)));
  }

  private record Fixture(RealisedPerformance performance) {

    Finding finding(String key) {
      return performance.result(PerformanceKey.parse(key).orElseThrow()).finding();
    }

    double value(String key) {
      return ((Found) finding(key)).value();
    }
  }
}
