package dev.leeway.performance;

import static dev.leeway.performance.TaskRows.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.performance.Fairness.Gap;
import dev.leeway.performance.Fairness.Rate;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FairnessTest {

  /** True positives, false positives, true negatives, false negatives. */
  private final SortedMap<String, PerformanceProfile> segments =
      new TreeMap<>(
          Map.of(
              "a", rows(30, 10, 50, 10),
              "b", rows(10, 10, 60, 20),
              "c", rows(20, 0, 20, 20)));

  @Test
  void gap_isBetweenTheSegmentsFurthestApart() {
    Fairness fairness = Fairness.of(TaskRows.BINARY, segments, 1);

    Gap selection = fairness.gap(Rate.SELECTION).orElseThrow();
    assertThat(selection.lowest()).isEqualTo("b");
    assertThat(selection.highest()).isEqualTo("a");
    assertThat(selection.difference()).isCloseTo(0.4 - 0.2, within(1e-12));
    assertThat(selection.standardError())
        .isCloseTo(Math.sqrt(0.4 * 0.6 / 100 + 0.2 * 0.8 / 100), within(1e-12));
    assertThat(fairness.disparateImpact()).hasValueCloseTo(0.5, within(1e-12));
    Gap hits = fairness.gap(Rate.TRUE_POSITIVE).orElseThrow();
    assertThat(hits.difference()).isCloseTo(30 / 40.0 - 10 / 30.0, within(1e-12));
    Gap alarms = fairness.gap(Rate.FALSE_POSITIVE).orElseThrow();
    assertThat(alarms.lowest()).isEqualTo("c");
    assertThat(alarms.highest()).isEqualTo("a");
    assertThat(alarms.ratio()).hasValue(0);
    assertThat(fairness.equalizedOddsDifference())
        .hasValueCloseTo(30 / 40.0 - 10 / 30.0, within(1e-12));
  }

  @Test
  void selectionRate_needsNoLabels() {
    PerformanceCounter counter = new PerformanceCounter(TaskRows.BINARY);
    counter.addPredicted(
        TaskRows.answer(TaskRows.BINARY, Map.of("class", number(1), "score", number(1))));
    segments.put("unlabelled", counter.build());

    Fairness fairness = Fairness.of(TaskRows.BINARY, segments, 1);

    assertThat(fairness.gap(Rate.SELECTION).orElseThrow().highest()).isEqualTo("unlabelled");
    assertThat(fairness.rates().get(Rate.TRUE_POSITIVE)).containsOnlyKeys("a", "b", "c");
  }

  @Test
  void gap_ofOneSegment_isNone() {
    Fairness one = Fairness.of(TaskRows.BINARY, new TreeMap<>(Map.of("only", rows(1, 1, 1, 1))), 1);

    assertThat(one.gap(Rate.SELECTION)).isEmpty();
    assertThat(one.disparateImpact()).isEmpty();
    assertThat(one.equalizedOddsDifference()).isEmpty();
  }

  @Test
  void finding_isTheGapOfItsRate_withTheErrorOfBoth() {
    Fairness fairness = Fairness.of(TaskRows.BINARY, segments, 1);

    Found impact = (Found) fairness.finding(PerformanceMeasure.DISPARATE_IMPACT);
    assertThat(impact.value()).isCloseTo(0.5, within(1e-12));
    // ratio * sqrt((se/p)^2 + (se/p)^2), each with its own rate p
    double relative = Math.hypot(Math.sqrt(0.16 / 100) / 0.2, Math.sqrt(0.24 / 100) / 0.4);
    assertThat(impact.standardError()).hasValueCloseTo(0.5 * relative, within(1e-12));
    assertThat(value(fairness, PerformanceMeasure.SELECTION_RATE_GAP))
        .isCloseTo(0.2, within(1e-12));
    assertThat(value(fairness, PerformanceMeasure.TRUE_POSITIVE_RATE_GAP))
        .isCloseTo(30 / 40.0 - 10 / 30.0, within(1e-12));
    assertThat(value(fairness, PerformanceMeasure.FALSE_POSITIVE_RATE_GAP))
        .isCloseTo(10 / 60.0, within(1e-12));
    assertThat(value(fairness, PerformanceMeasure.EQUALIZED_ODDS_GAP))
        .isEqualTo(value(fairness, PerformanceMeasure.TRUE_POSITIVE_RATE_GAP));
    assertThatThrownBy(() -> fairness.finding(PerformanceMeasure.RECALL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rate_ofTooFewRows_isLeftOut() {
    Fairness fairness = Fairness.of(TaskRows.BINARY, segments, 35);

    // a has 40 positives, b 30, c 40; all have rows enough.
    assertThat(fairness.rates().get(Rate.TRUE_POSITIVE)).containsOnlyKeys("a", "c");
    assertThat(fairness.rates().get(Rate.SELECTION)).containsOnlyKeys("a", "b", "c");
    assertThat(
            Fairness.of(TaskRows.BINARY, segments, 90).finding(PerformanceMeasure.DISPARATE_IMPACT))
        .isInstanceOf(Found.class);
    assertThat(
            Fairness.of(TaskRows.BINARY, segments, 101)
                .finding(PerformanceMeasure.DISPARATE_IMPACT))
        .isEqualTo(Undefined.TOO_FEW_SEGMENTS);
  }

  private static double value(Fairness fairness, PerformanceMeasure measure) {
    return ((Found) fairness.finding(measure)).value();
  }

  static PerformanceProfile rows(int hits, int alarms, int rejections, int misses) {
    PerformanceCounter counter = new PerformanceCounter(TaskRows.BINARY);
    add(counter, hits, 1, 1);
    add(counter, alarms, 1, 0);
    add(counter, rejections, 0, 0);
    add(counter, misses, 0, 1);
    return counter.build();
  }

  private static void add(PerformanceCounter counter, int rows, int predicted, int truth) {
    Outcome outcome =
        TaskRows.outcome(
            TaskRows.BINARY,
            Map.of("class", number(predicted), "score", number(predicted)),
            number(truth));
    for (int i = 0; i < rows; i++) {
      counter.addPredicted(outcome.answer()).add(outcome);
    }
  }
}
