package dev.leeway.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.verdict.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers that SciPy, Deequ, TFDV, Evidently, Frouros, NannyML and whylogs test themselves by. */
class PublishedNumbersTest {

  @ParameterizedTest(name = "{0} {1} = {2}")
  @MethodSource("published")
  void measures_equalWhatOthersPublished(
      String id, String method, double expected, double tolerance, String reference, String now) {
    double ours =
        reference.contains(":")
            ? ofCounts(method, reference, now)
            : ofNumbers(method, reference, now);

    assertThat(ours).as(id).isCloseTo(expected, within(tolerance + Math.ulp(expected)));
  }

  static Stream<Arguments> published() {
    return TestTable.read("published.tsv").stream()
        .map(
            row ->
                Arguments.of(
                    row.get(0),
                    row.get(1),
                    Double.parseDouble(row.get(2)),
                    Double.parseDouble(row.get(3)),
                    row.get(4),
                    row.get(5)));
  }

  @Test
  void published_areAll() {
    assertThat(published()).hasSize(68);
  }

  private static double ofCounts(String method, String reference, String now) {
    ColumnPair pair =
        ColumnPair.of(
            new ExactSample.Categories(TestTable.counts(reference)),
            new ExactSample.Categories(TestTable.counts(now)));
    return switch (method) {
      case "chi2_contingency_statistic" -> value(pair, Measure.CHI_SQUARE);
      case "chi2_contingency_pvalue" -> pValue(pair, Measure.CHI_SQUARE);
      case "chi2_contingency_pvalue_yates" -> pValue(pair, Measure.CHI_SQUARE_YATES);
      case "evidently_chisquare_pvalue_gof" -> pValue(pair, Measure.CHI_SQUARE_GOF);
      case "g_test_pvalue_gof" -> pValue(pair, Measure.G_GOF);
      case "linf_categorical" -> value(pair, Measure.L_INFINITY);
      case "hellinger_categorical" -> value(pair, Measure.HELLINGER);
      default -> throw new IllegalArgumentException(method);
    };
  }

  private static double ofNumbers(String method, String reference, String now) {
    double[] left = TestTable.numbers(reference);
    double[] right = TestTable.numbers(now);
    ColumnPair pair = ColumnPair.of(new ExactSample.Numbers(left), new ExactSample.Numbers(right));
    return switch (method) {
      case "ks_statistic", "ks_kll_exact_items" -> value(pair, Measure.KS);
      case "ks_pvalue_two_sided" -> pValue(pair, Measure.KS);
      case "wasserstein1" -> value(pair, Measure.WASSERSTEIN);
      case "energy_distance" -> value(pair, Measure.ENERGY);
      case "anderson_ksamp_pvalue" -> pValue(pair, Measure.ANDERSON_DARLING);
      case "cramervonmises_2samp_pvalue" -> pValue(pair, Measure.CRAMER_VON_MISES);
      case "ttest_ind_pvalue" -> pValue(pair, Measure.T);
      case "mannwhitneyu_pvalue_less" -> RankTests.mannWhitneyLess(pair.numbers().orElseThrow());
      case "hellinger_from_kll" -> value(pair, Measure.HELLINGER);
      case "psi_binned_counts" -> Divergences.populationStability(counts(left, right), 1e-4);
      case "hellinger_10_equal_width_pooled" -> Divergences.hellinger(equalWidth(left, right));
      case "psi_10_equal_width_pooled" ->
          // Frouros takes the smallest normal double for an empty bin.
          Divergences.populationStability(equalWidth(left, right), Double.MIN_NORMAL);
      default -> throw new IllegalArgumentException(method);
    };
  }

  private static double value(ColumnPair pair, Measure measure) {
    return ColumnMeasures.take(pair, measure).orElseThrow().value();
  }

  private static double pValue(ColumnPair pair, Measure measure) {
    return ColumnMeasures.take(pair, measure).orElseThrow().pValue().orElseThrow();
  }

  private static UnorderedCells counts(double[] reference, double[] current) {
    return new UnorderedCells(
        Arrays.stream(reference).mapToLong(Math::round).toArray(),
        Arrays.stream(current).mapToLong(Math::round).toArray());
  }

  /** Ten bins from the smallest to the largest number of both. */
  private static UnorderedCells equalWidth(double[] reference, double[] current) {
    double[] both =
        DoubleStream.concat(Arrays.stream(reference), Arrays.stream(current)).sorted().toArray();
    double min = both[0];
    double width = (both[both.length - 1] - min) / 10;
    return new UnorderedCells(binned(reference, min, width), binned(current, min, width));
  }

  private static long[] binned(double[] values, double min, double width) {
    long[] counts = new long[10];
    for (double value : values) {
      counts[Math.min(9, (int) ((value - min) / width))]++;
    }
    return counts;
  }

  @Test
  void keys_areThoseOfTheOfflineFace() {
    assertThat(Arrays.stream(Measure.values()).map(Measure::key))
        .containsAll(
            List.of(
                "ks psi kl jensen_shannon hellinger total_variation l_infinity wasserstein"
                    .split(" ")))
        .containsAll(
            List.of(
                "wasserstein_normalised cramer_von_mises anderson_darling energy chi_square g z t mann_whitney"
                    .split(" ")));
  }
}
