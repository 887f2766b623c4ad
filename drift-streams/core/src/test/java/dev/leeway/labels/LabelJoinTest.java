package dev.leeway.labels;

import static dev.leeway.labels.Loans.JOIN;
import static dev.leeway.labels.Loans.answer;
import static dev.leeway.labels.Loans.at;
import static dev.leeway.labels.Loans.label;
import static dev.leeway.labels.Loans.no;
import static dev.leeway.labels.Loans.prediction;
import static dev.leeway.labels.Loans.yes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.performance.Cell;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LabelJoinTest {

  private static final OpenPrediction PREDICTION = prediction(0, 0.8);

  @Test
  void predict_countsThePredictionAtOnce() {
    Step step = JOIN.predict(JoinState.NONE, PREDICTION, at(0));
    assertThat(step.contributions()).containsExactly(predicted(1, PREDICTION));
    assertThat(step.fates()).isEmpty();
  }

  @Test
  void label_addsTheOutcomeInThePaneOfThePrediction() {
    Step step = JOIN.label(open(), yes(2));
    assertThat(step.contributions()).containsExactly(realised(1, PREDICTION, 1));
    assertThat(step.fates()).isEmpty();
  }

  @Test
  void label_takesBackWhatItCorrects() {
    Step step = JOIN.label(JOIN.label(open(), yes(2)).state(), no(3));
    assertThat(step.contributions())
        .containsExactly(realised(-1, PREDICTION, 1), realised(1, PREDICTION, 0));
    assertThat(step.fates()).containsExactly(Map.entry(Fate.CORRECTED_LABEL, 1L));
  }

  @Test
  void label_thatCorrectsNothingChangesNoOutcome() {
    Step later = JOIN.label(JOIN.label(open(), yes(2)).state(), yes(3));
    assertThat(later.contributions()).isEmpty();
    Step older = JOIN.label(JOIN.label(open(), yes(2)).state(), no(1));
    assertThat(older.contributions()).isEmpty();
    assertThat(older.fates()).containsExactly(Map.entry(Fate.CORRECTED_LABEL, 1L));
  }

  @Test
  void label_sentAgainIsCountedAsRepeated() {
    JoinState state = JOIN.label(open(), yes(2)).state();
    LabelVersion again = new LabelVersion(at(2), at(5), new Cell.Flag(true));
    Step step = JOIN.label(state, again);
    assertThat(step.state()).isEqualTo(state);
    assertThat(step.contributions()).isEmpty();
    assertThat(step.fates()).containsExactly(Map.entry(Fate.REPEATED_LABEL, 1L));
  }

  @Test
  void label_afterTheHorizonIsTooLate() {
    assertThat(JOIN.label(open(), yes(7)).contributions()).hasSize(1);
    Step late = JOIN.label(open(), yes(7.001));
    assertThat(late.contributions()).isEmpty();
    assertThat(late.fates()).containsExactly(Map.entry(Fate.LATE_LABEL, 1L));
  }

  @Test
  void label_isLateByWhenItWasReceivedNotByWhatItsSenderSays() {
    LabelVersion backdated = new LabelVersion(at(1), at(8), new Cell.Flag(true));
    assertThat(JOIN.label(open(), backdated).fates()).containsKey(Fate.LATE_LABEL);
  }

  @Test
  void label_ofTheWrongTypeLeavesTheGoodOneInForce() {
    JoinState state = JOIN.label(open(), yes(2)).state();
    Step step = JOIN.label(state, label(3, new Cell.Text("repaid?")));
    assertThat(step.contributions()).isEmpty();
    assertThat(step.fates()).containsExactly(Map.entry(Fate.UNUSABLE_LABEL, 1L));
  }

  @Test
  void label_beforeItsPredictionWaits() {
    Step waits = JOIN.label(JoinState.NONE, yes(0));
    assertThat(waits.contributions()).isEmpty();
    Step step = JOIN.predict(waits.state(), PREDICTION, at(0.1));
    assertThat(step.contributions())
        .containsExactly(predicted(1, PREDICTION), realised(1, PREDICTION, 1));
  }

  @Test
  void label_longBeforeThePredictionMeansAnother() {
    Step step = JOIN.predict(JOIN.label(JoinState.NONE, yes(-1.5)).state(), PREDICTION, at(0));
    assertThat(step.contributions()).containsExactly(predicted(1, PREDICTION));
    assertThat(step.fates()).containsExactly(Map.entry(Fate.FOREIGN_LABEL, 1L));
  }

  @Test
  void predict_againChangesNothing() {
    Step step = JOIN.predict(open(), PREDICTION, at(3));
    assertThat(step.state()).isEqualTo(open());
    assertThat(step.contributions()).isEmpty();
    assertThat(step.fates()).containsExactly(Map.entry(Fate.REPEATED_PREDICTION, 1L));
  }

  @Test
  void predict_withAnIdInUseLeavesTheEarlierOne() {
    Step step = JOIN.predict(open(), prediction(1, 0.2), at(1));
    assertThat(step.state()).isEqualTo(open());
    assertThat(step.contributions()).isEmpty();
    assertThat(step.fates()).containsExactly(Map.entry(Fate.REUSED_ID, 1L));
  }

  @Test
  void predict_withAnIdInUseAndEarlierTakesTheOutcomesOver() {
    OpenPrediction earlier = prediction(-1, 0.2);
    Step step = JOIN.predict(JOIN.label(open(), yes(2)).state(), earlier, at(3));
    assertThat(step.contributions())
        .containsExactly(
            predicted(-1, PREDICTION),
            realised(-1, PREDICTION, 1),
            predicted(1, earlier),
            realised(1, earlier, 1));
  }

  @Test
  void predict_afterItsOwnHorizonIsNotCounted() {
    Step step = JOIN.predict(JoinState.NONE, PREDICTION, at(7.5));
    assertThat(step.state()).isEqualTo(JoinState.NONE);
    assertThat(step.contributions()).isEmpty();
    assertThat(step.fates()).containsExactly(Map.entry(Fate.LATE_PREDICTION, 1L));
  }

  @Test
  void predict_withAnIdOfLongAgoIsCountedWhetherThatWasSweptOrNot() {
    OpenPrediction next = prediction(9, 0.3);
    Step unswept = JOIN.predict(JOIN.label(open(), yes(2)).state(), next, at(9));
    Step swept = JOIN.predict(JoinState.NONE, next, at(9));
    assertThat(unswept).isEqualTo(swept);
    assertThat(unswept.contributions()).containsExactly(predicted(1, next));
  }

  @Test
  void forget_countsLabelsWithoutAPrediction() {
    assertThat(JOIN.forget(JOIN.label(JoinState.NONE, yes(0)).state()).fates())
        .containsExactly(Map.entry(Fate.ORPHAN_LABEL, 1L));
    assertThat(JOIN.forget(JOIN.label(open(), yes(0)).state()).fates()).isEmpty();
  }

  @Test
  void label_beyondTheVersionsThatAreKeptDropsTheLeast() {
    JoinState state = open();
    for (int i = 0; i < JoinState.MAX_LABELS; i++) {
      state = JOIN.label(state, label(1 + i / 100.0, new Cell.Numeric(i % 2))).state();
    }
    Step step = JOIN.label(state, yes(2));
    assertThat(step.state().labels()).hasSize(JoinState.MAX_LABELS).doesNotContain(no(1));
    assertThat(step.fates()).containsEntry(Fate.DROPPED_LABEL, 1L);
  }

  @Test
  void label_thatIsTooLateDisplacesNoneThatCounts() {
    JoinState state = JOIN.label(open(), yes(1)).state();
    for (int i = 0; i < 2 * JoinState.MAX_LABELS; i++) {
      Step late = JOIN.label(state, no(8 + i));
      assertThat(late.contributions()).isEmpty();
      state = late.state();
    }
    assertThat(state.labels()).contains(yes(1), no(8 + 2 * JoinState.MAX_LABELS - 1));
  }

  private static JoinState open() {
    return JOIN.predict(JoinState.NONE, PREDICTION, at(0)).state();
  }

  private static Contribution predicted(int sign, OpenPrediction of) {
    return new Contribution(
        sign, List.of(0, 3), of.eventTime(), answer(score(of)), OptionalDouble.empty());
  }

  private static Contribution realised(int sign, OpenPrediction of, double truth) {
    return new Contribution(
        sign, List.of(0, 3), of.eventTime(), answer(score(of)), OptionalDouble.of(truth));
  }

  private static double score(OpenPrediction of) {
    return Double.longBitsToDouble(of.fingerprint());
  }
}
