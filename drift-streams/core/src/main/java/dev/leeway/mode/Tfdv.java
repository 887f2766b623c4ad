package dev.leeway.mode;

import dev.leeway.measure.Divergences;
import dev.leeway.measure.UnorderedCells;
import dev.leeway.verdict.Measure;
import java.util.List;
import java.util.SortedMap;

/**
 * TensorFlow Data Validation's drift comparators, which Vertex AI uses too: of numbers the
 * Jensen-Shannon divergence of two histograms of ten bins of equal width, each over its own range;
 * of categories the largest difference of a share.
 */
final class Tfdv implements ToolColumn.Comparing {

  /** TFDV has no threshold of its own; this is what Vertex AI proposes for either. */
  static final double THRESHOLD = 0.3;

  private static final int BINS = 10;

  @Override
  public Comparison numbers(double[] reference, double[] current) {
    Shares shares = HistogramAlignment.align(bins(reference), bins(current));
    return Comparison.above(
        List.of(
            new Found(reference.length, current.length)
                .value(
                    Measure.JENSEN_SHANNON_DIVERGENCE,
                    shares.jensenShannon(),
                    "tfdv-jsd-10-equal-width/v1")
                .heldAgainst(THRESHOLD)));
  }

  @Override
  public Comparison words(SortedMap<String, Long> reference, SortedMap<String, Long> current) {
    UnorderedCells cells = Categories.union(reference, current);
    return Comparison.above(
        List.of(
            Found.on(cells)
                .value(Measure.L_INFINITY, Divergences.largestGap(cells), "tfdv-l-infinity/v1")
                .heldAgainst(THRESHOLD)));
  }

  private static List<HistogramAlignment.Bin> bins(double[] sorted) {
    double first = sorted[0];
    double last = sorted[sorted.length - 1];
    if (first == last) return List.of(new HistogramAlignment.Bin(first, last, sorted.length));
    double[] edges = Histogram.equalWidth(sorted, BINS);
    return HistogramAlignment.bins(Histogram.counts(sorted, edges), edges);
  }
}
