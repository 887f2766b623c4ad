package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Cut;
import dev.leeway.profile.SpecialBin;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void of_putsEveryRowInExactlyOneBin() {
    Column column = Column.of(List.of(1.0, 2.0, 2.0));
    Distribution rows =
        byValue(
            column,
            Arrays.asList(
                0.0,
                1.0,
                2.0,
                3.0,
                null,
                null,
                "text",
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY));

    assertThat(rows.total()).isEqualTo(10);
    assertThat(rows.regular()).isEqualTo(4);
    assertThat(IntStream.range(0, 4).mapToLong(rows::count)).containsExactly(1L, 1L, 1L, 1L);
    assertThat(rows.count(rows.bin(SpecialBin.MISSING))).isEqualTo(2);
    for (SpecialBin one :
        List.of(
            SpecialBin.NAN,
            SpecialBin.POSITIVE_INFINITY,
            SpecialBin.NEGATIVE_INFINITY,
            SpecialBin.WRONG_TYPE)) {
      assertThat(rows.count(rows.bin(one))).as(one.words()).isOne();
      assertThat(rows.special(rows.bin(one))).isEqualTo(one);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> rows.bin(SpecialBin.NEW_CATEGORY));
  }

  @RepeatedTest(60)
  void equalGroups_coverTheGrid_andAreEvenAsFarAsBinsAllow(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    int[] counts = new int[random.nextInt(3, 130)];
    // As a reference's grid has it: rows in every bin but the outer ones.
    for (int bin = 1; bin < counts.length - 1; bin++) {
      counts[bin] = random.nextInt(8) == 0 ? random.nextInt(1, 400) : random.nextInt(1, 6);
    }
    Distribution reference = Column.ordered(counts);
    int groups = random.nextInt(1, 30);

    int[] ends = reference.equalGroups(groups);

    assertThat(ends.length).isLessThanOrEqualTo(groups + 2);
    assertThat(ends[0]).isOne();
    assertThat(ends[ends.length - 1]).isEqualTo(counts.length);
    assertThat(ends[ends.length - 2]).isEqualTo(counts.length - 1);
    long rows = reference.total();
    for (int i = 1; i < ends.length - 1; i++) {
      assertThat(ends[i]).isGreaterThan(ends[i - 1]);
      long inside = reference.sum(ends[i - 1], ends[i]);
      long largest = Arrays.stream(counts, ends[i - 1], ends[i]).max().orElseThrow();
      assertThat(inside).isPositive();
      // A group is over its share by no more than the bin that ended it.
      assertThat(inside).isLessThanOrEqualTo(rows / groups + largest + 1);
    }
  }

  @Test
  void equalGroups_onSmallGrids() {
    assertThat(Column.ordered(7).equalGroups(10)).containsExactly(1);
    assertThat(Column.ordered(0, 7).equalGroups(10)).containsExactly(1, 2);
    assertThat(Column.ordered(0, 7, 0).equalGroups(10)).containsExactly(1, 2, 3);
    assertThat(Column.ordered(0, 3, 4, 0).equalGroups(10)).containsExactly(1, 2, 3, 4);
    assertThat(Column.ordered(0, 0, 0, 0).equalGroups(10)).containsExactly(1, 2, 3, 4);
    assertThat(Column.ordered(0, 5, 0, 0, 0).equalGroups(10)).containsExactly(1, 2, 4, 5);
  }

  @Test
  void grouped_sumsTheBins_andKeepsTheSpecialOnes() {
    Column column = Column.of(List.of(1.0, 2.0, 3.0));
    Distribution rows = byValue(column, Arrays.asList(1.0, 2.0, 2.0, 3.0, 9.0, null));

    Distribution grouped = rows.grouped(new int[] {1, 3, 5});

    assertThat(IntStream.range(0, 3).mapToLong(grouped::count)).containsExactly(0L, 3L, 2L);
    assertThat(grouped.count(grouped.bin(SpecialBin.MISSING))).isOne();
    assertThat(grouped.total()).isEqualTo(6);
  }

  /** The rows in a bin for each value of the reference. */
  private static Distribution byValue(Column column, List<? extends @Nullable Object> cells) {
    ColumnLayout.Numeric layout = (ColumnLayout.Numeric) column.reference.layout().columns().get(0);
    return column.current(cells).grouped(layout.groupEnds(Cut.VALUES).orElseThrow());
  }
}
