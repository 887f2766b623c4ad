package dev.leeway.merge;

import static dev.leeway.merge.SmallBook.minute;
import static dev.leeway.merge.SmallOutcomes.asking;
import static dev.leeway.merge.SmallOutcomes.labels;
import static dev.leeway.merge.SmallOutcomes.predicted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.bundle.PerformancePartial;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.OutcomeViews;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.Answer;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Fairness;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult.Undefined;
import dev.leeway.performance.Reading;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.UnknownReason;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Decisions on segments, held together window by window. */
class SegmentGapsTest {

  private static final PerformanceKey IMPACT =
      PerformanceKey.of(PerformanceMeasure.DISPARATE_IMPACT, "region");

  private SmallOutcomes outcomes = watching(0.8);

  @Test
  void segmentsThatAreTreatedAlike_areWell() {
    outcomes.merge(1, predicted(200).merge(labels(200, 0)));
    slice("north", decisions(50, 50));
    slice("south", decisions(45, 55));

    Verdict told = realised();

    assertThat(told.state()).isEqualTo(State.OK);
    MeasuredPerformance impact = measured(told, IMPACT);
    assertThat(impact.result().found().orElseThrow().value()).isEqualTo(0.45 / 0.5);
    assertThat(impact.threshold()).hasValue(0.8);
    assertThat(impact.decides()).isTrue();
    assertThat(measured(told, gap(PerformanceMeasure.SELECTION_RATE_GAP)).decides()).isFalse();
  }

  @Test
  void segmentThatIsSelectedTooSeldom_failsTheWindow_overARestartToo() {
    outcomes.merge(1, predicted(200).merge(labels(200, 0)));
    slice("north", decisions(50, 50));
    slice("south", decisions(10, 20));
    outcomes.commit();
    assertThat(outcomes.restart()).isEmpty();
    slice("south", decisions(10, 60));

    Verdict told = realised();

    assertThat(told.state()).isEqualTo(State.FAILED);
    assertThat(measured(told, IMPACT).result().found().orElseThrow().value()).isEqualTo(0.4);
    assertThat(told.performance().orElseThrow().failed(told.kind())).hasSize(1);
  }

  @Test
  void smallSegments_areNotHeldTogether() {
    outcomes.merge(1, predicted(200).merge(labels(200, 0)));
    slice("north", decisions(50, 50));
    slice("south", decisions(0, 9));

    Verdict told = realised();

    assertThat(told.state()).isEqualTo(State.OK);
    assertThat(measured(told, IMPACT).state()).isEqualTo(State.UNKNOWN);
    assertThat(measured(told, IMPACT).result().finding()).isEqualTo(Undefined.TOO_FEW_SEGMENTS);
  }

  @Test
  void decisionsThatAreDamaged_makeTheWindowIncomplete_untilItIsForgotten() {
    outcomes.merge(1, predicted(200).merge(labels(200, 0)));
    slice("north", decisions(50, 50));
    outcomes.commit();
    outcomes.store.replaceAll((key, bytes) -> key.startsWith("D") ? new byte[3] : bytes);
    assertThat(outcomes.restart())
        .extracting(JournalReplay.Damage::kind)
        .containsExactly("outcomes");

    assertThat(outcomes.rise(6)).extracting(Verdict::reason).contains(UnknownReason.INCOMPLETE);
    outcomes.rise(90);
    outcomes.commit();
    assertThat(outcomes.store.keySet()).noneMatch(key -> key.startsWith("D"));
  }

  @Test
  void countsThatAreNoDecisions_areHandedBack() {
    PerformancePartial scored = partial("region=north", predicted(3));

    assertThat(outcomes.book.merge(scored)).isEqualTo(Intake.MISFIT);
    assertThat(outcomes.rise(6)).extracting(Verdict::reason).containsOnly(UnknownReason.INCOMPLETE);
  }

  private static SmallOutcomes watching(double impact) {
    PerformancePolicy asking = asking(10, 0.5);
    SortedMap<PerformanceKey, Double> limits = new TreeMap<>(asking.limits());
    limits.put(PerformanceKey.of(PerformanceMeasure.DISPARATE_IMPACT), impact);
    PerformancePolicy policy =
        new PerformancePolicy(
            asking.answers(),
            asking.terms(),
            asking.deciding(),
            limits,
            10,
            0,
            false,
            OutcomeViews.NONE.withFairness(true));
    Monitor plain = SmallOutcomes.monitor();
    Monitor monitor =
        new Monitor(
                plain.model(),
                plain.timing(),
                plain.windows(),
                List.of("region"),
                plain.columns(),
                plain.decision(),
                plain.caps())
            .with(policy);
    return new SmallOutcomes(monitor, SmallOutcomes.WITH_LABELS);
  }

  private void slice(String region, PerformanceProfile decisions) {
    assertThat(outcomes.book.merge(partial("region=" + region, decisions)))
        .isEqualTo(Intake.MERGED);
  }

  private static PerformancePartial partial(String slice, PerformanceProfile decisions) {
    return new PerformancePartial(
        SmallOutcomes.MODEL,
        "",
        minute(1),
        Duration.ofMinutes(1),
        SmallOutcomes.LAYOUT_ID,
        0,
        decisions,
        slice);
  }

  /** All of them right. */
  private static PerformanceProfile decisions(int selected, int rejected) {
    PerformanceCounter counter = new PerformanceCounter(Fairness.DECISIONS);
    for (int i = 0; i < selected + rejected; i++) {
      int decision = i < selected ? 1 : 0;
      Outcome outcome =
          new Outcome(
              ((Reading.Good<Answer>)
                      Fairness.DECISIONS.answer(column -> new Cell.Numeric(decision)))
                  .value(),
              decision);
      counter.addPredicted(outcome.answer()).add(outcome);
    }
    return counter.build();
  }

  private Verdict realised() {
    List<Verdict> told = outcomes.rise(6);
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  private static PerformanceKey gap(PerformanceMeasure measure) {
    return PerformanceKey.of(measure, "region");
  }

  private static MeasuredPerformance measured(Verdict verdict, PerformanceKey key) {
    return verdict.performance().orElseThrow().realised().stream()
        .filter(measured -> measured.result().key().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
