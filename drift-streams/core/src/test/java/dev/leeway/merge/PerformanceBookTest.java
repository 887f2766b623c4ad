package dev.leeway.merge;

import static dev.leeway.merge.SmallBook.minute;
import static dev.leeway.merge.SmallBook.tide;
import static dev.leeway.merge.SmallOutcomes.asking;
import static dev.leeway.merge.SmallOutcomes.corrections;
import static dev.leeway.merge.SmallOutcomes.labels;
import static dev.leeway.merge.SmallOutcomes.measured;
import static dev.leeway.merge.SmallOutcomes.monitor;
import static dev.leeway.merge.SmallOutcomes.partial;
import static dev.leeway.merge.SmallOutcomes.predicted;
import static dev.leeway.merge.SmallOutcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.bundle.PerformancePartial;
import dev.leeway.event.ModelRef;
import dev.leeway.fixture.CarLoan;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.AnswerShape;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceLayoutCodec;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.RankingLayout;
import dev.leeway.performance.ScoreColumn;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.Kind;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.verdict.WindowPerformance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PerformanceBookTest {

  private static final PerformanceMeasure ACCURACY = PerformanceMeasure.ACCURACY;

  private SmallOutcomes outcomes = new SmallOutcomes();

  @Test
  void window_thatCloses_isEstimated_andLacksLabels() {
    outcomes.merge(1, CarLoan.windows().get(0));
    assertThat(outcomes.rise(5.4)).isEmpty();

    List<Verdict> told = outcomes.rise(5.6);

    assertThat(told)
        .extracting(Verdict::kind)
        .containsExactly(Kind.ESTIMATED_PERFORMANCE, Kind.PERFORMANCE);
    assertThat(told).extracting(Verdict::revision).containsOnly(1);
    assertThat(told).extracting(Verdict::rows).containsOnly(5_000L);
    assertThat(told.get(0).state()).isEqualTo(State.OK);
    // NannyML's estimate of the first window, as published.
    assertThat(value(told.get(0), PerformanceMeasure.ROC_AUC))
        .isEqualTo(
            SmallOutcomes.WITH_LABELS
                .performance()
                .orElseThrow()
                .estimator()
                .orElseThrow()
                .estimate(CarLoan.windows().get(0))
                .stream()
                .filter(result -> result.key().measure() == PerformanceMeasure.ROC_AUC)
                .findFirst()
                .orElseThrow()
                .found()
                .orElseThrow()
                .value());
    assertThat(told.get(1).state()).isEqualTo(State.UNKNOWN);
    assertThat(told.get(1).reason()).isEqualTo(UnknownReason.TOO_FEW_LABELS);
    WindowPerformance performance = told.get(1).performance().orElseThrow();
    assertThat(performance.labelled()).isZero();
    assertThat(performance.last()).isFalse();
    assertThat(performance.estimated())
        .isEqualTo(told.get(0).performance().orElseThrow().estimated());
    assertThat(performance.realised())
        .isNotEmpty()
        .allMatch(measure -> measure.state() == State.UNKNOWN);
    assertThat(outcomes.rise(7)).isEmpty();
  }

  @Test
  void soFar_isWhatWouldBeToldIfTheWindowClosedNow_andTellsNobody() {
    outcomes = watching(asking(50, 0.8));
    outcomes.merge(1, predicted(100).merge(labels(60, 0)));

    PerformanceBook excerpt = outcomes.book.excerpt("delay", Optional.empty(), "");
    outcomes.merge(2, predicted(10));
    List<Verdict> soFar = excerpt.soFar();

    assertThat(soFar)
        .extracting(Verdict::kind)
        .containsExactly(Kind.ESTIMATED_PERFORMANCE, Kind.PERFORMANCE);
    assertThat(soFar).extracting(Verdict::rows).containsOnly(100L);
    assertThat(value(soFar.get(1), ACCURACY)).isEqualTo(1);
    assertThat(outcomes.book.excerpt("delay", Optional.empty(), "").soFar())
        .isEqualTo(outcomes.rise(6));
    assertThat(outcomes.book.excerpt("delay", Optional.empty(), "").soFar()).isEmpty();
    assertThat(outcomes.book.excerpt("other", Optional.empty(), "").soFar()).isEmpty();
  }

  @Test
  void window_withFewPredictions_isNotEstimated_butSaysSo() {
    outcomes.merge(1, predicted(29));

    assertThat(outcomes.rise(6))
        .extracting(Verdict::reason)
        .containsExactly(UnknownReason.TOO_FEW_ROWS, UnknownReason.TOO_FEW_LABELS);
  }

  @Test
  void labels_makeARevisionOfRealisedPerformanceAlone() {
    outcomes = watching(asking(50, 0.8));
    outcomes.merge(1, predicted(100));
    outcomes.rise(6);

    outcomes.merge(1, labels(49, 0));
    assertThat(only(outcomes.rise(7)).reason()).isEqualTo(UnknownReason.TOO_FEW_LABELS);
    outcomes.merge(1, labels(41, 10));
    Verdict good = only(outcomes.rise(8));
    assertThat(good.kind()).isEqualTo(Kind.PERFORMANCE);
    assertThat(good.revision()).isEqualTo(3);
    assertThat(good.state()).isEqualTo(State.OK);
    assertThat(value(good, ACCURACY)).isEqualTo(0.9);
    assertThat(measured(good, ACCURACY).threshold()).hasValue(0.8);
    assertThat(good.performance().orElseThrow().coverage()).hasValue(1);

    outcomes.merge(1, corrections(11));
    Verdict bad = only(outcomes.rise(9));
    assertThat(bad.state()).isEqualTo(State.FAILED);
    assertThat(value(bad, ACCURACY)).isEqualTo(0.79);
    assertThat(bad.performance().orElseThrow().failed(Kind.PERFORMANCE)).hasSize(1);
  }

  @Test
  void coverage_thatIsTooSmall_saysNothing() {
    PerformancePolicy asking = asking(10, 0.8);
    outcomes =
        watching(
            new PerformancePolicy(
                asking.answers(),
                asking.terms(),
                asking.deciding(),
                asking.limits(),
                10,
                0.5,
                true));
    outcomes.merge(1, predicted(100).merge(labels(49, 0)));
    Verdict lacking = outcomes.rise(6).get(1);
    assertThat(lacking.reason()).isEqualTo(UnknownReason.TOO_FEW_LABELS);
    assertThat(measured(lacking, ACCURACY).allowed()).isEmpty();

    outcomes.merge(1, labels(1, 0));
    assertThat(only(outcomes.rise(7)).state()).isEqualTo(State.OK);
  }

  @Test
  void otherNumbersAlone_waitUntilTheVerdictStoodForAWhile() {
    Monitor patient = monitor().with(asking(10, 0.5));
    outcomes =
        new SmallOutcomes(
            new Monitor(
                patient.model(),
                patient.timing().withCorrectionDelay(Duration.ofMinutes(4)),
                patient.windows(),
                patient.segments(),
                patient.columns(),
                patient.decision(),
                patient.caps(),
                patient.quality(),
                patient.measures(),
                false,
                patient.performance()),
            SmallOutcomes.WITH_LABELS);
    outcomes.merge(1, predicted(100).merge(labels(10, 0)));
    outcomes.rise(6);

    outcomes.merge(1, labels(10, 1));
    assertThat(outcomes.rise(7)).isEmpty();
    outcomes.merge(1, labels(10, 1));
    assertThat(outcomes.rise(9.9)).isEmpty();
    Verdict second = only(outcomes.rise(10));
    assertThat(second.revision()).isEqualTo(2);
    assertThat(second.performance().orElseThrow().labelled()).isEqualTo(32);

    outcomes.merge(1, labels(8, 0));
    assertThat(outcomes.rise(17.9)).isEmpty();
    assertThat(only(outcomes.rise(18)).revision()).isEqualTo(3);

    // But another state is told within a twelfth of the 16 minutes that the verdict stands.
    outcomes.merge(1, labels(0, 1));
    assertThat(outcomes.rise(18.05)).isEmpty();
    outcomes.merge(1, labels(0, 50));
    assertThat(outcomes.rise(19.3)).isEmpty();
    assertThat(only(outcomes.rise(19.4)).state()).isEqualTo(State.FAILED);
  }

  @Test
  void lastVerdict_comesOnceWhenNoLabelCanComeAnyMore_changedOrNot() {
    outcomes = watching(asking(10, 0.5));
    outcomes.merge(1, predicted(100).merge(labels(10, 0)));
    outcomes.merge(6, predicted(100));
    outcomes.rise(11);
    // One partition's labels lie behind.
    assertThat(outcomes.rise(tide(0, 1, 70, 70).withLabelsAt(minute(64.9)))).isEmpty();

    Verdict last = only(outcomes.rise(tide(0, 1, 70, 70).withLabelsAt(minute(65))));

    assertThat(last.kind()).isEqualTo(Kind.PERFORMANCE);
    assertThat(last.performance().orElseThrow().last()).isTrue();
    assertThat(last.revision()).isEqualTo(2);
    assertThat(last.state()).isEqualTo(State.OK);
    assertThat(outcomes.rise(69)).isEmpty();
    assertThat(outcomes.merge(1, labels(1, 0))).isEqualTo(Intake.TOO_LATE);
    assertThat(only(outcomes.rise(70)).reason()).isEqualTo(UnknownReason.TOO_FEW_LABELS);
    assertThat(outcomes.rise(200)).isEmpty();
    outcomes.commit();
    assertThat(outcomes.store.keySet()).extracting(key -> key.charAt(0)).containsOnly('L', 'N');
  }

  @Test
  void window_thatNeverClosed_isToldOnce_asTheLast() {
    outcomes.merge(1, predicted(100).merge(labels(90, 10)));

    List<Verdict> told = outcomes.rise(tide(0, 1, 65, 2).withLabelsAt(minute(65)));

    assertThat(told).extracting(Verdict::revision).containsExactly(1, 1);
    assertThat(told.get(1).performance().orElseThrow().last()).isTrue();
    assertThat(outcomes.rise(66)).isEmpty();
  }

  @Test
  void predictionsThatComeLate_reviseTheEstimate() {
    outcomes.merge(1, CarLoan.windows().get(0));
    outcomes.rise(6);
    outcomes.merge(2, CarLoan.windows().get(1));

    List<Verdict> told = outcomes.rise(7);

    assertThat(told)
        .extracting(Verdict::kind)
        .containsExactly(Kind.ESTIMATED_PERFORMANCE, Kind.PERFORMANCE);
    assertThat(told).extracting(Verdict::revision).containsOnly(2);
    assertThat(told).extracting(Verdict::rows).containsOnly(10_000L);
  }

  @Test
  void damagedPane_makesItsWindowIncomplete_andStaysSo() {
    outcomes.merge(1, predicted(100).merge(labels(100, 0)));
    outcomes.merge(6, predicted(100).merge(labels(100, 0)));
    outcomes.commit();
    outcomes.store.replaceAll(
        (key, bytes) -> key.startsWith("O") && key.contains("\0" + 0 + "\0") ? new byte[9] : bytes);

    assertThat(outcomes.restart())
        .extracting(JournalReplay.Damage::kind)
        .containsExactly("outcomes");
    outcomes.merge(2, predicted(100).merge(labels(100, 0)));
    outcomes.commit();
    assertThat(outcomes.restart()).hasSize(1);

    List<Verdict> told = outcomes.rise(11);
    assertThat(told)
        .extracting(Verdict::reason)
        .containsExactly(
            UnknownReason.INCOMPLETE,
            UnknownReason.INCOMPLETE,
            UnknownReason.NONE,
            UnknownReason.NONE);
    assertThat(told.get(1).performance().orElseThrow().failed(Kind.PERFORMANCE)).isEmpty();
  }

  @Test
  void outcomesLostOnTheWay_makeWindowsIncomplete() {
    outcomes.merge(1, predicted(100).merge(labels(100, 0)));
    outcomes.merge(6, predicted(100).merge(labels(100, 0)));
    outcomes.book.lose(PaneKey.of(partial(2, SmallOutcomes.LAYOUT_ID, predicted(0))));
    assertThat(outcomes.rise(6)).extracting(Verdict::reason).containsOnly(UnknownReason.INCOMPLETE);

    outcomes.book.lose(SmallOutcomes.MODEL, "");
    assertThat(outcomes.rise(11))
        .extracting(Verdict::reason)
        .containsOnly(UnknownReason.INCOMPLETE);
  }

  @Test
  void correctionOfWhatNeverCame_isNoOutcome() {
    outcomes.merge(1, predicted(100).merge(corrections(3)));

    List<Verdict> told = outcomes.rise(6);

    assertThat(told).extracting(Verdict::reason).containsOnly(UnknownReason.INCOMPLETE);
    assertThat(told.get(1).performance().orElseThrow().realised())
        .allMatch(measure -> measure.result().found().isEmpty());
    assertThat(told.get(1).performance().orElseThrow().estimated()).isEmpty();
  }

  @Test
  void restart_losesNothing_andTellsNothingTwice() {
    outcomes = watching(asking(10, 0.5));
    outcomes.merge(1, predicted(100).merge(labels(10, 0)));
    outcomes.rise(6);
    outcomes.merge(1, labels(5, 0).merge(corrections(2)));
    outcomes.commit();
    outcomes.restart();

    Verdict second = only(outcomes.rise(7));
    assertThat(second.revision()).isEqualTo(2);
    assertThat(second.performance().orElseThrow().labelled()).isEqualTo(15);
    outcomes.commit();
    outcomes.restart();
    assertThat(outcomes.rise(8)).isEmpty();
    assertThat(only(outcomes.rise(65)).performance().orElseThrow().last()).isTrue();
    outcomes.commit();
    outcomes.restart();
    assertThat(outcomes.rise(66)).isEmpty();
    assertThat(outcomes.merge(1, labels(1, 0))).isEqualTo(Intake.TOO_LATE);
  }

  @Test
  void withoutAReferenceWithLabels_onlyLimitsJudge_andNothingIsEstimated() {
    AnswerShape answers =
        new AnswerShape(
            Optional.empty(),
            Optional.of("y_pred"),
            List.of(new ScoreColumn("", "y_pred_proba")),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            OptionalInt.empty());
    PerformanceLayout layout = answers.layout().orElseThrow();
    PerformancePolicy limited = asking(10, 0.5);
    PerformancePolicy policy =
        new PerformancePolicy(answers, limited.terms(), List.of(), limited.limits(), 10, 0, true);
    outcomes = new SmallOutcomes(monitor().with(policy), SmallBook.REFERENCE);
    PerformancePartial some =
        partial(
            1,
            PerformanceLayoutCodec.id(layout),
            predicted(layout, 100).merge(labels(layout, 20, 0)));
    assertThat(outcomes.book.merge(some)).isEqualTo(Intake.MERGED);

    Verdict told = only(outcomes.rise(6));
    assertThat(told.state()).isEqualTo(State.OK);
    assertThat(measured(told, PerformanceMeasure.F1).allowed()).isEmpty();
    assertThat(measured(told, PerformanceMeasure.F1).reference()).isEmpty();

    PerformancePolicy unlimited =
        new PerformancePolicy(answers, limited.terms(), List.of(), new TreeMap<>(), 10, 0, true);
    outcomes = new SmallOutcomes(monitor().with(unlimited), SmallBook.REFERENCE);
    outcomes.book.merge(some);
    Verdict unknown = only(outcomes.rise(6));
    assertThat(unknown.reason()).isEqualTo(UnknownReason.NO_REFERENCE);
    assertThat(value(unknown, ACCURACY)).isEqualTo(1);
  }

  @Test
  void outcomesOnAnotherLayout_makeTheWindowIncomplete() {
    outcomes.merge(1, predicted(100));
    assertThat(outcomes.book.merge(partial(1, "other", predicted(1)))).isEqualTo(Intake.MERGED);

    assertThat(outcomes.rise(6)).extracting(Verdict::reason).containsOnly(UnknownReason.INCOMPLETE);
  }

  @Test
  void outcomesThatCannotHaveBeenCountedOnTheirLayout_areHandedBack() {
    PerformanceProfile ranked = PerformanceProfile.empty(new RankingLayout("query", "score", 10));

    assertThat(outcomes.merge(1, ranked)).isEqualTo(Intake.MISFIT);
    assertThat(outcomes.rise(6)).extracting(Verdict::reason).containsOnly(UnknownReason.INCOMPLETE);
  }

  @Test
  void modelWhosePerformanceNobodyWatches_isHandedBack() {
    outcomes =
        new SmallOutcomes(
            SmallBook.monitor(10, 30, monitor().windows().get(0)), SmallOutcomes.WITH_LABELS);

    assertThat(outcomes.merge(1, predicted(1))).isEqualTo(Intake.UNKNOWN_MODEL);
    outcomes.book.lose(new ModelRef("delay", "1"), "");
    assertThat(outcomes.rise(100)).isEmpty();
  }

  @Test
  void estimates_thatNobodyWants_areNotMade() {
    PerformancePolicy asking = asking(10, 0.5);
    outcomes =
        watching(
            new PerformancePolicy(
                asking.answers(),
                asking.terms(),
                asking.deciding(),
                asking.limits(),
                10,
                0,
                false));
    outcomes.merge(1, predicted(100));

    assertThat(only(outcomes.rise(6)).performance().orElseThrow().estimated()).isEmpty();
  }

  @Test
  void realisedByTheReferencesBands_failsWhereALabelledWindowIsWorse() {
    outcomes.merge(1, predicted(300).merge(labels(150, 150)));

    Verdict told = outcomes.rise(6).get(1);

    assertThat(told.state()).isEqualTo(State.FAILED);
    MeasuredPerformance accuracy = measured(told, ACCURACY);
    assertThat(accuracy.state()).isEqualTo(State.FAILED);
    assertThat(accuracy.reference().orElseThrow()).isBetween(0.9, 1.0);
  }

  private static SmallOutcomes watching(PerformancePolicy policy) {
    return new SmallOutcomes(monitor().with(policy), SmallOutcomes.WITH_LABELS);
  }

  private static Verdict only(List<Verdict> told) {
    assertThat(told).hasSize(1);
    return told.get(0);
  }
}
