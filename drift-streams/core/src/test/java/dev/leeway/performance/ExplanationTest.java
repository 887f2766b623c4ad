package dev.leeway.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final List<String> BINARY =
      List.of("accuracy", "precision", "recall", "specificity", "log_loss", "brier");

  private static final List<String> REGRESSION = List.of("mae", "mse", "bias", "pinball_loss@0.1");

  @RepeatedTest(40)
  void parts_sumToTheChangeOfTheWhole(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    for (PerformanceLayout layout : List.of(TaskRows.BINARY, TaskRows.REGRESSION)) {
      SortedMap<String, PerformanceProfile> before = segments(layout, random);
      SortedMap<String, PerformanceProfile> after = segments(layout, random);
      for (String text : layout == TaskRows.BINARY ? BINARY : REGRESSION) {
        PerformanceKey key = PerformanceKey.parse(text).orElseThrow();
        Explanation explanation = Explanation.of(layout, key, before, after).orElseThrow();

        assertThat(explanation.before()).isCloseTo(whole(layout, key, before), within(1e-12));
        assertThat(explanation.after()).isCloseTo(whole(layout, key, after), within(1e-12));
        assertThat(explanation.mix() + explanation.within())
            .isCloseTo(explanation.after() - explanation.before(), within(1e-12));
      }
    }
  }

  @Test
  void parts_whereOnlySharesChanged_areMix() {
    Explanation explanation =
        explain(
            Map.of("good", FairnessTest.rows(45, 5, 45, 5), "bad", FairnessTest.rows(5, 5, 5, 5)),
            Map.of(
                "good", FairnessTest.rows(9, 1, 9, 1), "bad", FairnessTest.rows(50, 50, 50, 50)));

    assertThat(explanation.within()).isZero();
    assertThat(explanation.parts().get("good").mix()).isNegative();
    assertThat(explanation.parts().get("bad").mix()).isNegative();
  }

  @Test
  void parts_whereOneSegmentDoesWorse_areWithinIt() {
    PerformanceProfile same = FairnessTest.rows(45, 5, 45, 5);
    Explanation explanation =
        explain(
            Map.of("same", same, "worse", FairnessTest.rows(40, 10, 40, 10)),
            Map.of("same", same, "worse", FairnessTest.rows(30, 20, 30, 20)));

    assertThat(explanation.mix()).isZero();
    assertThat(explanation.parts().get("same").within()).isZero();
    assertThat(explanation.parts().get("worse").within()).isCloseTo(-0.1, within(1e-12));
  }

  @Test
  void parts_ofASegmentThatIsNew_areMix() {
    PerformanceProfile same = FairnessTest.rows(45, 5, 45, 5);
    Explanation explanation =
        explain(
            Map.of("same", same), Map.of("same", same, "new", FairnessTest.rows(25, 25, 25, 25)));

    assertThat(explanation.within()).isZero();
    assertThat(explanation.mix()).isCloseTo(-0.2, within(1e-12));
  }

  @Test
  void of_whatIsNoMean_isEmpty() {
    SortedMap<String, PerformanceProfile> some =
        new TreeMap<>(Map.of("a", FairnessTest.rows(1, 1, 1, 1)));
    for (String text : List.of("roc_auc", "f1", "precision@0.5")) {
      PerformanceKey key = PerformanceKey.parse(text).orElseThrow();
      assertThat(Explanation.of(TaskRows.BINARY, key, some, some)).isEmpty();
    }
  }

  private static Explanation explain(
      Map<String, PerformanceProfile> before, Map<String, PerformanceProfile> after) {
    return Explanation.of(
            TaskRows.BINARY,
            PerformanceKey.of(PerformanceMeasure.ACCURACY),
            new TreeMap<>(before),
            new TreeMap<>(after))
        .orElseThrow();
  }

  private static SortedMap<String, PerformanceProfile> segments(
      PerformanceLayout layout, SplittableRandom random) {
    SortedMap<String, PerformanceProfile> segments = new TreeMap<>();
    for (String segment : List.of("a", "b", "c", "d")) {
      int rows = random.nextInt(0, 60);
      if (rows > 20) segments.put(segment, profile(layout, random, rows));
    }
    segments.put("always", profile(layout, random, 40));
    return segments;
  }

  private static PerformanceProfile profile(
      PerformanceLayout layout, SplittableRandom random, int rows) {
    return TaskRows.profile(layout, TaskRows.random(layout, random, rows));
  }

  private static double whole(
      PerformanceLayout layout,
      PerformanceKey key,
      SortedMap<String, PerformanceProfile> segments) {
    PerformanceProfile all =
        segments.values().stream()
            .reduce(PerformanceProfile.empty(layout), PerformanceProfile::merge);
    return new RealisedPerformance(layout, all).result(key).found().orElseThrow().value();
  }
}
