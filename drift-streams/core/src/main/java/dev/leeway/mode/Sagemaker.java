package dev.leeway.mode;

import dev.leeway.measure.Divergences;
import dev.leeway.measure.UnorderedCells;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * SageMaker Model Monitor's baseline drift check, which is Deequ's {@code Distance}: the largest
 * gap between the cumulative shares of numbers, or between the shares of categories. The check
 * holds the robust distance against the threshold: what is left of it when what two samples of
 * these sizes may differ by is taken off.
 */
final class Sagemaker implements ToolColumn.Comparing {

  /** {@code comparison_threshold} and {@code categorical_comparison_threshold}. */
  static final double THRESHOLD = 0.1;

  /**
   * c(alpha) for an alpha of about 0.003, Deequ's constant (Knuth, The Art of Computer Programming
   * 2, 3.3.1, eq. 15).
   */
  static final double C_ALPHA = 1.8;

  @Override
  public Comparison numbers(double[] reference, double[] current) {
    Found found = new Found(reference.length, current.length);
    double gap = Exact.ks(reference, current);
    return Comparison.above(
        List.of(
            found
                .value(
                    Measure.L_INFINITY_ROBUST,
                    robust(gap, reference.length, current.length, C_ALPHA),
                    "sagemaker-linf-cdf-robust/v1")
                .heldAgainst(THRESHOLD),
            found.value(Measure.KS, gap, "sagemaker-linf-cdf-simple/v1").heldAgainst(THRESHOLD)));
  }

  @Override
  public Comparison words(SortedMap<String, Long> reference, SortedMap<String, Long> current) {
    UnorderedCells cells = Categories.union(reference, current);
    Found found = Found.on(cells);
    double gap = Divergences.largestGap(cells);
    List<MeasureResult> results = new ArrayList<>();
    results.add(
        found
            .value(
                Measure.L_INFINITY_ROBUST,
                robust(gap, cells.referenceRows(), cells.currentRows(), C_ALPHA),
                "sagemaker-linf-categories-robust/v1")
            .heldAgainst(THRESHOLD));
    results.add(
        found
            .value(Measure.L_INFINITY, gap, "sagemaker-linf-categories-simple/v1")
            .heldAgainst(THRESHOLD));
    DeequChiSquare.of(current, reference)
        .ifPresent(
            chi ->
                results.add(
                    found.tested(
                        Measure.CHI_SQUARE_GOF, chi.statistic(), chi.pValue(), "deequ-chi2/v1")));
    return Comparison.above(results);
  }

  /** What of a gap remains when samples of one distribution may differ by c sqrt(1/n + 1/m). */
  static double robust(double gap, long n, long m, double c) {
    return Math.max(0, gap - c * Math.sqrt(1.0 / n + 1.0 / m));
  }

  /** The constant for a two-sided test of the given level. */
  static double cAlpha(double alpha) {
    return Math.sqrt(-StrictMath.log(alpha / 2) / 2);
  }
}
