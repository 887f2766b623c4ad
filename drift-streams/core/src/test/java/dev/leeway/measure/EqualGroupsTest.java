package dev.leeway.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EqualGroupsTest {

  @Test
  void constantInsideTheGrid_isAGroupOfItsOwn_soThatAShiftEitherWayShows() {
    assertThat(EqualGroups.ends(new long[] {0, 0, 0, 500, 0, 0, 0}, 20))
        .containsExactly(1, 3, 4, 6, 7);
    assertThat(EqualGroups.ends(new long[] {0, 500, 0, 0, 0}, 20)).containsExactly(1, 2, 4, 5);
    assertThat(EqualGroups.ends(new long[] {0, 0, 0, 500, 0}, 20)).containsExactly(1, 3, 4, 5);
  }

  @Test
  void fullBins_areGroupsOfEqualCounts() {
    assertThat(EqualGroups.ends(new long[] {0, 5, 5, 5, 5, 0}, 2)).containsExactly(1, 3, 5, 6);
    assertThat(EqualGroups.ends(new long[] {0, 5, 5, 5, 5, 0}, 20))
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(EqualGroups.ends(new long[] {0, 90, 5, 5, 0}, 10)).containsExactly(1, 2, 4, 5);
  }

  @Test
  void gridsOfFewBins_andEmptyReferences_haveTheirEnds() {
    assertThat(EqualGroups.ends(new long[] {7}, 10)).containsExactly(1);
    assertThat(EqualGroups.ends(new long[] {0, 7}, 10)).containsExactly(1, 2);
    assertThat(EqualGroups.ends(new long[] {0, 7, 0}, 10)).containsExactly(1, 2, 3);
    assertThat(EqualGroups.ends(new long[] {0, 0, 0}, 10)).containsExactly(1, 2, 3);
    int[] empty = EqualGroups.ends(new long[6], 10);
    assertThat(empty).isSorted().doesNotHaveDuplicates().endsWith(5, 6);
  }

  @Test
  void anyCounts_giveAscendingEnds_noneOfWhoseInnerGroupsIsEmpty() {
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < 2_000; trial++) {
      long[] counts = new long[random.nextInt(1, 40)];
      for (int bin = 1; bin < counts.length - 1; bin++) {
        counts[bin] = random.nextInt(3) == 0 ? random.nextInt(100) : 0;
      }
      int[] ends = EqualGroups.ends(counts, random.nextInt(1, 25));
      assertThat(ends).isSorted().doesNotHaveDuplicates();
      assertThat(ends[ends.length - 1]).isEqualTo(counts.length);
    }
  }
}
