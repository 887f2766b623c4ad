package dev.leeway.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.measure.Divergences;
import dev.leeway.measure.UnorderedCells;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The numbers of Deequ's own tests (awslabs/deequ 0b8cea54, KLLDistanceTest.scala, Apache-2.0).
 * There the sample comes first and what is expected of it second.
 */
class DeequNumbersTest {

  private static final SortedMap<String, Long> SIX =
      counts(Map.of("a", 207, "b", 20, "c", 25, "d", 14, "e", 25, "g", 13));

  @Test
  void robust_takesOffWhatSamplesMayDifferBy() {
    UnorderedCells cells =
        Categories.union(SIX, counts(Map.of("a", 22, "b", 20, "c", 25, "d", 12, "e", 13, "f", 15)));

    assertThat(robust(cells, 0.003)).isCloseTo(0.2726338046550349, within(1e-14));
    assertThat(robust(cells, 0.1)).isCloseTo(0.33774199396969184, within(1e-14));
  }

  @Test
  void robust_ofSmallSamplesIsNothing() {
    SortedMap<String, Long> five = counts(Map.of("a", 10, "b", 20, "c", 25, "d", 10, "e", 5));
    UnorderedCells alike =
        Categories.union(five, counts(Map.of("a", 11, "b", 20, "c", 25, "d", 10, "e", 10)));
    UnorderedCells unseen =
        Categories.union(five, counts(Map.of("f", 11, "a", 20, "c", 25, "d", 10, "e", 10)));

    assertThat(Divergences.largestGap(alike)).isCloseTo(0.06015037593984962, within(1e-15));
    assertThat(Divergences.largestGap(unseen)).isCloseTo(0.2857142857142857, within(1e-15));
    assertThat(Sagemaker.robust(Divergences.largestGap(alike), 70, 76, Sagemaker.C_ALPHA)).isZero();
    assertThat(Sagemaker.robust(Divergences.largestGap(unseen), 70, 76, Sagemaker.C_ALPHA))
        .isZero();
  }

  @Test
  void chiSquare_leavesOutWhatIsNotExpected() {
    DeequChiSquare test =
        DeequChiSquare.of(
                SIX, counts(Map.of("a", 223, "b", 20, "c", 25, "d", 12, "e", 13, "f", 15)))
            .orElseThrow();

    assertThat(test.statistic()).isCloseTo(28.175042782458068, within(1e-12));
    assertThat(test.pValue()).isCloseTo(3.3640191298478506e-05, within(1e-12));
  }

  @Test
  void chiSquare_ofFiveCategories() {
    DeequChiSquare test =
        DeequChiSquare.of(
                counts(Map.of("a", 207, "b", 20, "c", 25, "d", 14, "e", 25)),
                counts(Map.of("a", 223, "b", 20, "c", 25, "d", 12, "e", 13)))
            .orElseThrow();

    assertThat(test.pValue()).isCloseTo(0.013227994814265176, within(1e-12));
  }

  @Test
  void chiSquare_ofTwoCategoriesNeedsTenRowsInEach() {
    DeequChiSquare test =
        DeequChiSquare.of(counts(Map.of("a", 30)), counts(Map.of("a", 20, "b", 20))).orElseThrow();

    assertThat(test.pValue()).isCloseTo(4.3204630539861455e-08, within(1e-15));
    assertThat(DeequChiSquare.of(counts(Map.of("a", 18)), counts(Map.of("a", 20, "b", 20))))
        .isEmpty();
  }

  @Test
  void chiSquare_joinsRareCategories() {
    SortedMap<String, Long> observed = counts(Map.of("a", 50, "b", 40, "c", 3, "d", 2, "e", 5));
    SortedMap<String, Long> expected = counts(Map.of("a", 50, "b", 40, "c", 1, "d", 2, "e", 7));

    // c and d expect 1 and 2 of 100: joined they expect 3, with e then 10, and 10 were observed.
    assertThat(DeequChiSquare.of(observed, expected).orElseThrow().statistic()).isZero();
  }

  private static double robust(UnorderedCells cells, double alpha) {
    return Sagemaker.robust(
        Divergences.largestGap(cells),
        cells.referenceRows(),
        cells.currentRows(),
        Sagemaker.cAlpha(alpha));
  }

  private static SortedMap<String, Long> counts(Map<String, Integer> counts) {
    SortedMap<String, Long> longs = new TreeMap<>();
    counts.forEach((category, count) -> longs.put(category, count.longValue()));
    return longs;
  }
}
