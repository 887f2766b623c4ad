package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.EventRow;
import dev.leeway.fixture.Row;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What profiles of a stream's rows say of numbers and of new categories, beside counts. */
class StreamRowsTest {

  private static final int ROWS = 100_000;
  private static final Layout LAYOUT =
      new Layout(
          List.of(
              new ColumnLayout.Numeric(
                  "x", ColumnKind.NUMERIC, new Edges(new double[] {0.25, 0.5, 0.75})),
              new ColumnLayout.Categorical("c", ColumnKind.CATEGORICAL, List.of("a"))));

  private final ProfileBuilder builder =
      new ProfileBuilder(ProfileBuilder.Counting.ofStream(LAYOUT, Map.of()));
  private final EventRow row = new EventRow();

  @Test
  void quantiles_areOfASample_andSaySo() {
    add(0, ROWS);

    NumericProfile numbers = numbers(builder);
    assertThat(numbers.finite()).isEqualTo(ROWS - ROWS / 50);
    assertThat((double) numbers.quantiles().count())
        .isCloseTo(numbers.finite(), Offset.offset(0.02 * ROWS));
    assertThat(numbers.isDescribed()).isTrue();
    double bound = numbers.quantileRankError();
    assertThat(bound).isBetween(0.09, 0.11);
    for (double rank : new double[] {0.01, 0.25, 0.5, 0.75, 0.99}) {
      assertThat(numbers.quantiles().quantile(rank)).isCloseTo(rank, Offset.offset(bound));
    }
    assertThat(numbers.quantiles().quantile(1)).isEqualTo(numbers.max());
  }

  @Test
  void whatDecides_isOfAllRows_asOfRowsAtHand() {
    ProfileBuilder whole = new ProfileBuilder(new ProfileBuilder.Counting(LAYOUT));
    add(0, 5_000);
    for (int i = 0; i < 5_000; i++) {
      whole.add(row(i));
    }

    assertThat(ProfileCodec.decisionBytes(builder.build()))
        .isEqualTo(ProfileCodec.decisionBytes(whole.build()));
    assertThat(numbers(whole).quantileRankError()).isLessThan(0.014);
    assertThat(numbers(whole).quantiles().count()).isEqualTo(numbers(builder).finite());
  }

  @Test
  void newCategories_areCountedApart_alsoAfterTheBundleWasHandedOn() {
    add(0, 1_000);
    builder.clear();
    add(0, 3_000);

    CategoricalProfile categories = (CategoricalProfile) builder.build().columns().get(1);
    assertThat(categories.newCounts().orElseThrow()).hasSize(100).containsEntry("new-7", 15L);
    assertThat(categories.distinct()).isBetween(98.0, 104.0);
    assertThat(categories.special(SpecialBin.NEW_CATEGORY)).isEqualTo(1_500);
  }

  /** Rows from one number to another; their values are evenly spread whatever part is taken. */
  private void add(int from, int to) {
    for (int i = from; i < to; i++) {
      builder.add(row(i));
    }
  }

  private EventRow row(int i) {
    Row cells = new Row().id("p-" + i).with("c", i % 2 == 0 ? "a" : "new-" + i / 2 % 100);
    if (i % 50 != 0) cells.with("x", i * 0.6180339887498949 % 1);
    cells.fill(row);
    return row;
  }

  private static NumericProfile numbers(ProfileBuilder builder) {
    return (NumericProfile) builder.build().columns().get(0);
  }
}
