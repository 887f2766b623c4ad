package dev.leeway.appraisal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.fixture.CarLoan;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.RealisedPerformance;
import dev.leeway.performance.UsualMeasures;
import dev.leeway.reference.ReferencePerformance;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.MeasuredPerformance.Range;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PerformanceJudgeTest {

  private static final List<PerformanceProfile> CHUNKS = CarLoan.referenceChunks();
  private static final PerformanceKey AUC = PerformanceKey.of(PerformanceMeasure.ROC_AUC);

  @Test
  void ranges_ofAMadeReference_areThoseOfItsRows() {
    PerformanceJudge made =
        judge(PastPerformance.of(ReferencePerformance.of(CarLoan.LAYOUT, CHUNKS)));
    PerformanceJudge rows = judge(PastPerformance.of(CarLoan.LAYOUT, CHUNKS));

    assertThat(made.realised(CHUNKS.get(0))).isEqualTo(rows.realised(CHUNKS.get(0)));
    assertThat(made.estimated(CHUNKS.get(0))).isEqualTo(rows.estimated(CHUNKS.get(0)));
    assertThat(made.estimates()).isTrue();
  }

  @Test
  void range_isThreePopulationDeviationsAroundTheMeanOfChunks() {
    double[] values =
        CHUNKS.stream()
            .mapToDouble(
                chunk ->
                    new RealisedPerformance(CarLoan.LAYOUT, chunk)
                        .result(AUC)
                        .found()
                        .orElseThrow()
                        .value())
            .toArray();
    double mean = 0;
    for (double value : values) mean += value / values.length;
    double squares = 0;
    for (double value : values) squares += (value - mean) * (value - mean) / values.length;

    Range range =
        measured(judge(PastPerformance.of(CarLoan.LAYOUT, CHUNKS)), AUC).allowed().orElseThrow();

    assertThat(range.lower().orElseThrow()).isCloseTo(mean - 3 * Math.sqrt(squares), within(1e-12));
    assertThat(range.upper().orElseThrow()).isCloseTo(mean + 3 * Math.sqrt(squares), within(1e-12));
  }

  @Test
  void limit_standsInPlaceOfTheRange_andDecides() {
    PerformanceKey mcc = PerformanceKey.of(PerformanceMeasure.MCC);
    PerformanceJudge judge =
        new PerformanceJudge(
            PastPerformance.of(CarLoan.LAYOUT, CHUNKS),
            List.of(AUC),
            new TreeMap<>(Map.of(mcc, 0.99)));

    MeasuredPerformance limited = measured(judge, mcc);
    assertThat(limited.decides()).isTrue();
    assertThat(limited.allowed())
        .contains(new Range(OptionalDouble.of(0.99), OptionalDouble.empty()));
    assertThat(judge.realised(CHUNKS.get(0)).subList(0, 2)).allMatch(MeasuredPerformance::decides);
    assertThat(judge.realised(CHUNKS.get(0)).subList(2, 10))
        .noneMatch(MeasuredPerformance::decides);
  }

  @Test
  void numbersThatGrowWithTheRows_andFewChunks_giveNoRange() {
    PerformanceJudge judge = judge(PastPerformance.of(CarLoan.LAYOUT, CHUNKS));
    assertThat(measured(judge, PerformanceKey.of(PerformanceMeasure.TRUE_POSITIVES)).allowed())
        .isEmpty();
    assertThat(measured(judge, PerformanceKey.of(PerformanceMeasure.BUSINESS_VALUE)).allowed())
        .isEmpty();

    PerformanceJudge few = judge(PastPerformance.of(CarLoan.LAYOUT, CHUNKS.subList(0, 4)));
    assertThat(measured(few, AUC).allowed()).isEmpty();
    assertThat(measured(few, AUC).reference()).isPresent();
  }

  @Test
  void nothingKnownOfBefore_givesValuesAlone() {
    PerformanceJudge judge = judge(PastPerformance.none(CarLoan.LAYOUT));

    MeasuredPerformance auc = measured(judge, AUC);
    assertThat(auc.result().found()).isPresent();
    assertThat(auc.reference()).isEmpty();
    assertThat(auc.allowed()).isEmpty();
    assertThat(judge.estimates()).isFalse();
    assertThat(judge.estimated(CHUNKS.get(0))).isEmpty();
  }

  private static PerformanceJudge judge(PastPerformance past) {
    return new PerformanceJudge(past, UsualMeasures.of(CarLoan.LAYOUT), new TreeMap<>());
  }

  private static MeasuredPerformance measured(PerformanceJudge judge, PerformanceKey key) {
    return judge.realised(CHUNKS.get(0)).stream()
        .filter(measured -> measured.result().key().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
