package dev.leeway.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Cut;
import dev.leeway.profile.Cuts;
import dev.leeway.profile.Edges;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One set of counts, read in every cut. The histograms are NumPy 2.4's: {@code np.histogram(x,
 * np.histogram_bin_edges(x, rule))}, the deciles {@code np.quantile(x, [.1, ..., .9])}, of the
 * numbers {@link #skewed} and {@link #fifty} make.
 */
class ReferenceGridTest {

  @Test
  void doane_countsAsNumPy() {
    assertThat(regular(skewed(1_000), Cut.DOANE))
        .containsExactly(405, 104, 75, 58, 50, 43, 39, 36, 32, 31, 28, 26, 25, 24, 24);
    assertThat(regular(skewed(20_000), Cut.DOANE))
        .containsExactly(
            7137, 1857, 1300, 1036, 876, 763, 685, 619, 572, 532, 496, 468, 441, 420, 399, 384, 366,
            353, 340, 330, 318, 308);
    assertThat(regular(fifty(), Cut.DOANE))
        .containsExactly(240, 240, 240, 240, 180, 240, 240, 240, 180, 240, 240, 240, 240);
  }

  @Test
  void sturges_countsAsNumPy() {
    assertThat(regular(skewed(1_000), Cut.STURGES))
        .containsExactly(449, 116, 82, 65, 55, 49, 43, 39, 35, 34, 33);
    assertThat(regular(skewed(1_024), Cut.STURGES))
        .containsExactly(460, 119, 84, 66, 57, 50, 44, 40, 36, 35, 33);
    assertThat(regular(skewed(20_000), Cut.STURGES))
        .containsExactly(
            7937, 2062, 1449, 1151, 973, 849, 762, 690, 636, 591, 551, 520, 489, 468, 446, 426);
  }

  @Test
  void equalWidth_countsAsNumPy() {
    assertThat(regular(fifty(), Cut.EQUAL_WIDTH))
        .containsExactly(300, 300, 300, 300, 300, 300, 300, 300, 300, 300);
  }

  @Test
  void deciles_areNumPys_andHaveNoOuterEdges() {
    ReferenceGrid grid = grid(skewed(1_000));

    double[] deciles =
        Arrays.stream(grid.cuts().places(Cut.DECILES)).mapToDouble(grid.edges()::get).toArray();

    assertThat(deciles)
        .containsExactly(
            1.0272709,
            7.988101855000002,
            27.2248740341,
            64.38505703999999,
            125.601336112,
            216.82219051719994,
            344.0304708679999,
            513.3455607750002,
            730.6781828319);
    assertThat(counts(skewed(1_000), Cut.DECILES)).hasSize(10).containsOnly(100);
  }

  @RepeatedTest(30)
  void groups_ofAnyCut_holdWhatLiesBetweenTheCutsEdges(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    boolean coarse = random.nextBoolean();
    double[] numbers =
        IntStream.range(0, random.nextInt(1, 2_000))
            .mapToDouble(i -> coarse ? Math.rint(9 * random.nextGaussian()) : random.nextGaussian())
            .toArray();
    ReferenceGrid grid = grid(numbers);

    assertThat(grid.edges().size()).isLessThanOrEqualTo(200);
    for (Cut cut : grid.cuts().all()) {
      int[] places = grid.cuts().places(cut);
      long[] naive = new long[places.length + 1];
      for (double number : numbers) {
        int group = 0;
        while (group < places.length && grid.edges().get(places[group]) < number) group++;
        naive[group]++;
      }
      assertThat(counts(numbers, cut)).as(cut.name()).isEqualTo(naive);
      if (cut != Cut.DECILES) {
        assertThat(naive[0]).as("below the range, %s", cut).isZero();
        assertThat(naive[naive.length - 1]).as("above the range, %s", cut).isZero();
      }
    }
  }

  @Test
  void fewValues_areEachABin() {
    long[] counts = counts(fifty(), Cut.VALUES);

    assertThat(counts).hasSize(52);
    assertThat(Arrays.copyOfRange(counts, 1, 51)).containsOnly(60);
    assertThat(grid(skewed(1_000)).cuts().all())
        .isEqualTo(Set.of(Cut.PERCENTILES, Cut.DECILES, Cut.DOANE, Cut.STURGES, Cut.EQUAL_WIDTH));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 7, -1e300, Double.MAX_VALUE, -Double.MAX_VALUE, 4.9e-324})
  void oneValue_makesEveryCutOneBin(double value) {
    double[] numbers = {value, value, value};

    for (Cut cut : grid(numbers).cuts().all()) {
      assertThat(Arrays.stream(counts(numbers, cut)).max()).hasValue(3);
    }
  }

  @Test
  void rangeTooWideForADouble_isNotCutByWidth() {
    double[] numbers = {-Double.MAX_VALUE, -1, 0, 1, Double.MAX_VALUE};

    assertThat(counts(numbers, Cut.EQUAL_WIDTH)).containsExactly(1, 4, 0);
    assertThat(counts(numbers, Cut.DOANE)).containsExactly(1, 4, 0);
  }

  @Test
  void nothing_hasNoEdgeAndNoCut() {
    ReferenceGrid grid = grid(new double[0]);

    assertThat(grid.edges().size()).isZero();
    assertThat(grid.cuts()).isEqualTo(Cuts.NONE);
    assertThat(new ColumnLayout.Numeric("n", ColumnKind.NUMERIC, grid.edges()).groupEnds(Cut.DOANE))
        .isEmpty();
  }

  /** i * 7919 mod 10007, in thousandths, cubed. */
  private static double[] skewed(int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> (i * 7919L % 10_007) / 1000.0)
        .map(v -> v * v * v)
        .toArray();
  }

  private static double[] fifty() {
    return IntStream.range(0, 3_000).mapToDouble(i -> i * 37 % 50).toArray();
  }

  private static ReferenceGrid grid(double[] numbers) {
    NumberSample sample = new NumberSample(1 << 16);
    for (double number : numbers) {
      sample.add(number);
    }
    return sample.grid();
  }

  /** The groups inside the reference's range. */
  private static long[] regular(double[] numbers, Cut cut) {
    long[] all = counts(numbers, cut);
    return Arrays.copyOfRange(all, 1, all.length - 1);
  }

  private static long[] counts(double[] numbers, Cut cut) {
    ReferenceGrid grid = grid(numbers);
    Edges edges = grid.edges();
    long[] bins = new long[edges.bins()];
    for (double number : numbers) {
      bins[edges.bin(number)]++;
    }
    int[] ends =
        new ColumnLayout.Numeric("n", ColumnKind.NUMERIC, edges, grid.cuts())
            .groupEnds(cut)
            .orElseThrow();
    long[] counts = new long[ends.length];
    int bin = 0;
    for (int group = 0; group < ends.length; group++) {
      for (; bin < ends[group]; bin++) {
        counts[group] += bins[bin];
      }
    }
    return counts;
  }
}
