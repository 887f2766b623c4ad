package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.monitor.Decision;
import dev.leeway.performance.Answer;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Fairness;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.RankingLayout;
import dev.leeway.performance.Reading;
import dev.leeway.performance.RegressionLayout;
import dev.leeway.performance.ScoreGrid;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ErrorJudgeTest {

  private static final RegressionLayout NUMBERS =
      new RegressionLayout("guess", List.of(), ScoreGrid.magnitudes());

  private final SplittableRandom random = new SplittableRandom(11);
  private final ErrorJudge judge =
      ErrorJudge.of(Fairness.DECISIONS, rows(5_000, 500), Decision.DEFAULT).orElseThrow();

  @Test
  void promise_holdsOverManySpans_whateverOneLooksAt() {
    int alarmed = 0;
    for (int stream = 0; stream < 200; stream++) {
      // The reference is as much a sample as the spans are.
      ErrorJudge own =
          ErrorJudge.of(
                  Fairness.DECISIONS,
                  rows(400, binomial(400, 0.1)),
                  Decision.DEFAULT.withTolerance(0))
              .orElseThrow();
      Accumulation upTo = own.begin(Instant.EPOCH);
      boolean alarm = false;
      for (int span = 1; span <= 200; span++) {
        upTo = own.extend(upTo, rows(20, binomial(20, 0.1)), Instant.ofEpochSecond(span));
        alarm |= state(own, upTo) == State.FAILED;
      }
      if (alarm) alarmed++;
    }
    assertThat(alarmed).isLessThanOrEqualTo(10);
  }

  @Test
  void errorsThatBecomeMoreFrequent_areFoundAndLast() {
    Accumulation upTo = spans(judge.begin(Instant.EPOCH), 50, 0.1);
    assertThat(state(judge, upTo)).isEqualTo(State.OK);

    Accumulation worse = spans(upTo, 6, 0.3);
    assertThat(state(judge, worse)).isEqualTo(State.FAILED);
    List<MeasuredPerformance> told = judge.measured(worse);
    assertThat(told)
        .extracting(measured -> measured.result().key().measure())
        .containsExactly(PerformanceMeasure.ERROR_EVIDENCE, PerformanceMeasure.ERROR_RISE);
    assertThat(told.get(1).result().found().orElseThrow().value()).isBetween(0.1, 0.3);
    assertThat(told.get(1).decides()).isFalse();

    assertThat(state(judge, spans(worse, 30, 0.1))).isEqualTo(State.OK);
  }

  @Test
  void errorsThatBecomeRarer_orHardlyMoreFrequent_areNoChange() {
    assertThat(state(judge, spans(judge.begin(Instant.EPOCH), 100, 0.02))).isEqualTo(State.OK);
    assertThat(state(judge, spans(judge.begin(Instant.EPOCH), 400, 0.13))).isEqualTo(State.OK);
    ErrorJudge strict =
        ErrorJudge.of(Fairness.DECISIONS, rows(50_000, 5_000), Decision.DEFAULT.withTolerance(0.01))
            .orElseThrow();
    Accumulation upTo = strict.begin(Instant.EPOCH);
    for (int span = 1; span <= 400; span++) {
      upTo = strict.extend(upTo, rows(100, 13), Instant.ofEpochSecond(span));
    }
    assertThat(state(strict, upTo)).isEqualTo(State.FAILED);
  }

  @Test
  void numbers_errWhereTheyAreFurtherOffThanNineInTenWere() {
    ErrorJudge numbers = ErrorJudge.of(NUMBERS, numbers(2_000, 1), Decision.DEFAULT).orElseThrow();
    Instant end = Instant.ofEpochSecond(1);

    Accumulation usual = numbers.extend(numbers.begin(Instant.EPOCH), numbers(500, 1), end);
    Accumulation twice = numbers.extend(numbers.begin(Instant.EPOCH), numbers(500, 2), end);

    assertThat(state(numbers, usual)).isEqualTo(State.OK);
    assertThat(state(numbers, twice)).isEqualTo(State.FAILED);
    // Of errors up to twice as large, eleven in twenty are beyond nine tenths of the old largest.
    assertThat(numbers.measured(twice).get(1).result().found().orElseThrow().value())
        .isBetween(0.4, 0.5);
  }

  @Test
  void rankings_andReferencesWithoutLabels_haveNoJudge() {
    RankingLayout ranking = new RankingLayout("query", "score", 10);
    assertThat(ErrorJudge.of(ranking, PerformanceProfile.empty(ranking), Decision.DEFAULT))
        .isEmpty();
    assertThat(
            ErrorJudge.of(
                Fairness.DECISIONS, PerformanceProfile.empty(Fairness.DECISIONS), Decision.DEFAULT))
        .isEmpty();
  }

  private Accumulation spans(Accumulation from, int spans, double errorRate) {
    Accumulation upTo = from;
    for (int span = 1; span <= spans; span++) {
      upTo = judge.extend(upTo, rows(50, binomial(50, errorRate)), upTo.at().plusSeconds(span));
    }
    return upTo;
  }

  private static State state(ErrorJudge judge, Accumulation upTo) {
    return judge.measured(upTo).get(0).state();
  }

  private int binomial(int rows, double share) {
    int heads = 0;
    for (int i = 0; i < rows; i++) if (random.nextDouble() < share) heads++;
    return heads;
  }

  private static PerformanceProfile rows(int rows, int wrong) {
    PerformanceCounter counter = new PerformanceCounter(Fairness.DECISIONS);
    Answer answer = answer(Fairness.DECISIONS, 1);
    for (int i = 0; i < rows; i++) {
      counter.addPredicted(answer).add(new Outcome(answer, i < wrong ? 0 : 1));
    }
    return counter.build();
  }

  /** Errors are even between 0 and the largest. */
  private static PerformanceProfile numbers(int rows, double largest) {
    PerformanceCounter counter = new PerformanceCounter(NUMBERS);
    Answer answer = answer(NUMBERS, 10);
    for (int i = 0; i < rows; i++) {
      counter.addPredicted(answer).add(new Outcome(answer, 10 + largest * i / rows));
    }
    return counter.build();
  }

  private static Answer answer(PerformanceLayout layout, double number) {
    return ((Reading.Good<Answer>) layout.answer(column -> new Cell.Numeric(number))).value();
  }
}
