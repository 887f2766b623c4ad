package dev.leeway.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.loss.LossModel.Input;
import dev.leeway.loss.LossModel.Kind;
import dev.leeway.performance.BadOutcome;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Outputs;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Undefined;
import dev.leeway.performance.RealisedPerformance;
import dev.leeway.performance.RegressionLayout;
import dev.leeway.performance.ScoreGrid;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossEstimateTest {

  private static final RealisedPerformance NO_REFERENCE = reference();

  /** Expects a tenth of the size; of 13 it knows nothing. */
  private static final LossModel TENTH =
      new LossModel() {
        @Override
        public List<Input> inputs() {
          return List.of(new Input("size", Kind.NUMBER));
        }

        @Override
        public double[] losses(List<Cell[]> rows) {
          return rows.stream()
              .mapToDouble(row -> ((Cell.Numeric) row[0]).value())
              .map(size -> size == 13 ? Double.NaN : size / 10)
              .toArray();
        }

        @Override
        public void close() {}
      };

  @Test
  void counter_overManyBatches_addsUpAllRows() {
    LossProfile profile = count(IntStream.range(0, 1_000));
    assertThat(profile.rows()).isEqualTo(999);
    assertThat(profile.refused()).isEqualTo(Map.of("refused by the loss model", 1L));
    double mean = IntStream.range(0, 1_000).filter(i -> i != 13).average().orElseThrow() / 10;
    assertThat(mae(profile)).isCloseTo(mean, within(1e-12));
  }

  @Test
  void merge_ofAnySplit_isTheWhole() {
    LossProfile whole = count(IntStream.range(0, 600));
    LossProfile first = count(IntStream.range(0, 7));
    LossProfile second = count(IntStream.range(7, 600));
    assertThat(first.merge(second)).isEqualTo(whole);
    assertThat(second.merge(first)).isEqualTo(whole);
    assertThat(whole.merge(LossProfile.EMPTY)).isEqualTo(whole);
  }

  @Test
  void build_twice_tellsTheSameAndGoesOn() {
    LossCounter counter = new LossCounter(TENTH).add(row(new Cell.Numeric(20)));
    assertThat(counter.build()).isEqualTo(counter.build());
    assertThat(mae(counter.add(row(new Cell.Numeric(40))).build())).isEqualTo(3);
  }

  @Test
  void estimate_ofSquares_hasTheirRootToo() {
    List<PerformanceResult> results =
        LossEstimate.of(PerformanceMeasure.MSE, count(IntStream.of(90)), NO_REFERENCE);
    assertThat(results)
        .extracting(
            result -> result.key().toString(), result -> result.found().orElseThrow().value())
        .containsExactly(tuple("mse", 9.0), tuple("rmse", 3.0));
  }

  @Test
  void estimate_ofNoRow_saysSo() {
    assertThat(LossEstimate.of(PerformanceMeasure.MAE, LossProfile.EMPTY, NO_REFERENCE))
        .singleElement()
        .satisfies(result -> assertThat(result.finding()).isEqualTo(Undefined.NO_ROWS));
  }

  @Test
  void estimate_ofWhatIsNoMeanOfLosses_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LossEstimate.of(PerformanceMeasure.R2, LossProfile.EMPTY, NO_REFERENCE));
  }

  @Test
  void kind_refusesWhatItsInputCannotHold() {
    Cell half = new Cell.Numeric(0.5);
    Cell nothing = new Cell.Numeric(Double.NaN);
    assertThat(Kind.NUMBER.refuses(half)).isEmpty();
    assertThat(Kind.WHOLE.refuses(half)).contains(BadOutcome.OUT_OF_RANGE);
    assertThat(Kind.FLAG.refuses(half)).contains(BadOutcome.OUT_OF_RANGE);
    assertThat(Kind.TEXT.refuses(half)).isEmpty();
    assertThat(Kind.NUMBER.refuses(nothing)).contains(BadOutcome.MISSING);
    assertThat(Kind.NUMBER.refuses(new Cell.Text("much"))).contains(BadOutcome.WRONG_TYPE);
    assertThat(Kind.NUMBER.refuses(new Cell.Numeric(Double.POSITIVE_INFINITY)))
        .contains(BadOutcome.OUT_OF_RANGE);
    assertThat(Kind.TEXT.refuses(Cell.Missing.MISSING)).contains(BadOutcome.MISSING);
    assertThat(Kind.WHOLE.refuses(new Cell.Flag(true))).isEmpty();
  }

  private static LossProfile count(IntStream sizes) {
    LossCounter counter = new LossCounter(TENTH);
    sizes.forEach(size -> counter.add(row(new Cell.Numeric(size))));
    return counter.build();
  }

  private static Outputs row(Cell size) {
    return column -> column.equals("size") ? size : Cell.Missing.MISSING;
  }

  private static double mae(LossProfile profile) {
    return LossEstimate.of(PerformanceMeasure.MAE, profile, NO_REFERENCE)
        .get(0)
        .found()
        .orElseThrow()
        .value();
  }

  private static RealisedPerformance reference() {
    RegressionLayout layout = new RegressionLayout("guess", List.of(), ScoreGrid.NONE);
    PerformanceProfile nothing = new PerformanceCounter(layout).build();
    return new RealisedPerformance(layout, nothing);
  }
}
