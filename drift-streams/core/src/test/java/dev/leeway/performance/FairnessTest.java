package dev.leeway.performance;

import static dev.leeway.performance.TaskRows.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.performance.Fairness.Gap;
import dev.leeway.performance.Fairness.Rate;
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
    Fairness fairness = Fairness.of(TaskRows.BINARY, segments);

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

    Fairness fairness = Fairness.of(TaskRows.BINARY, segments);

    assertThat(fairness.gap(Rate.SELECTION).orElseThrow().highest()).isEqualTo("unlabelled");
    assertThat(fairness.rates().get(Rate.TRUE_POSITIVE)).containsOnlyKeys("a", "b", "c");
  }

  @Test
  void gap_ofOneSegment_isNone() {
    Fairness one = Fairness.of(TaskRows.BINARY, new TreeMap<>(Map.of("only", rows(1, 1, 1, 1))));

    assertThat(one.gap(Rate.SELECTION)).isEmpty();
    assertThat(one.disparateImpact()).isEmpty();
    assertThat(one.equalizedOddsDifference()).isEmpty();
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
