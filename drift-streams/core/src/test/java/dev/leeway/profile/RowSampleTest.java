package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.EventRow;
import dev.leeway.fixture.Row;
import dev.leeway.sketch.QuantileSketch;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What the quantile sketches take of a busy pane. */
class RowSampleTest {

  private static final int ROWS = 200_000;
  private static final Layout LAYOUT =
      new Layout(
          List.of(
              new ColumnLayout.Numeric(
                  "x", ColumnKind.NUMERIC, new Edges(new double[] {0.25, 0.5, 0.75}))));

  private final ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(LAYOUT));
  private final EventRow row = new EventRow();

  @Test
  void sketches_takeAllOfTheFirst_andASampleThatStandsForTheRest() {
    add(0, RowSample.ALL_OF_FIRST);
    assertThat(numbers().quantiles().count()).isEqualTo(RowSample.ALL_OF_FIRST);
    add(RowSample.ALL_OF_FIRST, ROWS);

    NumericProfile numbers = numbers();
    assertThat(numbers.finite()).isEqualTo(ROWS);
    assertThat(numbers.quantiles().count()).isNotEqualTo(ROWS);
    assertThat((double) numbers.quantiles().count()).isCloseTo(ROWS, Offset.offset(0.03 * ROWS));
    assertThat(numbers.isDescribed()).isTrue();
    double bound = numbers.quantileRankError();
    assertThat(bound).isBetween(0.029, 0.031);
    for (double rank : new double[] {0.01, 0.25, 0.5, 0.75, 0.99}) {
      assertThat(numbers.quantiles().quantile(rank)).isCloseTo(rank, Offset.offset(2 * bound));
    }
  }

  @Test
  void rows_areSampledAlsoAfterTheBundleWasHandedOn_andCountedAll() {
    add(0, RowSample.ALL_OF_FIRST);
    builder.clear();
    add(RowSample.ALL_OF_FIRST, RowSample.ALL_OF_FIRST + 80_000);

    NumericProfile numbers = numbers();
    assertThat(numbers.finite()).isEqualTo(80_000);
    assertThat(numbers.quantiles().count() % RowSample.weight(1)).isZero();
    assertThat((double) numbers.quantiles().count()).isCloseTo(80_000, Offset.offset(4_000.0));
    long[] counts = numbers.counts();
    assertThat(counts[0] + counts[1] + counts[2] + counts[3]).isEqualTo(80_000);
  }

  @Test
  void next_takesFewerRowsTheMoreThereWere() {
    RowSample sample = new RowSample();
    long eighth = 1L << 60;
    long one64th = 1L << 57;
    for (int i = 0; i < RowSample.ALL_OF_FIRST; i++) {
      assertThat(sample.next(-1)).isZero();
    }
    assertThat(sample.next(-1)).isEqualTo(RowSample.NONE);
    assertThat(sample.next(2 * eighth)).isEqualTo(RowSample.NONE);
    for (int i = RowSample.ALL_OF_FIRST + 2; i < RowSample.FEW_AFTER; i++) {
      assertThat(sample.next(eighth)).isOne();
    }
    assertThat(sample.next(eighth)).isEqualTo(RowSample.NONE);
    assertThat(sample.next(one64th)).isEqualTo(2);
    assertThat(sample.next(2 * one64th)).isEqualTo(RowSample.NONE);
    assertThat(RowSample.weight(0)).isOne();
    assertThat(RowSample.weight(1)).isEqualTo(8);
    assertThat(RowSample.weight(2)).isEqualTo(64);
  }

  @Test
  void sketches_ofAVeryBusyPane_keepTheirBound() {
    int all = 3 * RowSample.FEW_AFTER;
    add(0, all);

    NumericProfile numbers = numbers();
    assertThat(numbers.finite()).isEqualTo(all);
    assertThat((double) numbers.quantiles().count()).isCloseTo(all, Offset.offset(0.03 * all));
    for (double rank : new double[] {0.01, 0.25, 0.5, 0.75, 0.99}) {
      double bound = 2 * numbers.quantileRankError();
      assertThat(numbers.quantiles().quantile(rank)).isCloseTo(rank, Offset.offset(bound));
    }
    QuantileSketch stored = QuantileSketch.fromBytes(numbers.quantiles().toBytes());
    assertThat(stored.count()).isEqualTo(numbers.quantiles().count());
  }

  @Test
  void sample_isOfTheSameRows_inWhateverOrder() {
    RowSample up = new RowSample();
    RowSample down = new RowSample();
    for (int i = 0; i < RowSample.ALL_OF_FIRST; i++) {
      up.next(0);
      down.next(0);
    }
    int[] levels = new int[1_000];
    for (int i = 0; i < 1_000; i++) {
      levels[i] = up.next(i * 0x9E3779B97F4A7C15L);
    }
    for (int i = 999; i >= 0; i--) {
      assertThat(down.next(i * 0x9E3779B97F4A7C15L)).isEqualTo(levels[i]);
    }
    assertThat(levels).contains(1).contains(RowSample.NONE).doesNotContain(0);
  }

  /** Rows from one number to another; their values are evenly spread whatever part is taken. */
  private void add(int from, int to) {
    for (int i = from; i < to; i++) {
      double value = i * 0.6180339887498949 % 1;
      new Row().id("p-" + i).with("x", value).fill(row);
      builder.add(row);
    }
  }

  private NumericProfile numbers() {
    return (NumericProfile) builder.build().columns().get(0);
  }
}
