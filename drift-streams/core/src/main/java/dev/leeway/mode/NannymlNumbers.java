package dev.leeway.mode;

import dev.leeway.measure.Divergences;
import dev.leeway.measure.UnorderedCells;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.List;

/** NannyML's measures of a column of numbers. */
final class NannymlNumbers implements NannymlColumn.Measured {

  /** From so many reference rows on, Kolmogorov-Smirnov and Wasserstein see 10,000 bins. */
  private static final int LARGE = 10_000;

  private final double[] reference;
  private final double[] doane;
  private final long[] inDoane;
  private final double[] fine;
  private final long[] inFine;

  /**
   * @param reference ascending
   */
  NannymlNumbers(double[] reference) {
    this.reference = reference;
    doane = reference.length == 0 ? new double[0] : Histogram.doane(reference);
    inDoane = reference.length == 0 ? new long[0] : Histogram.counts(reference, doane);
    fine = large() ? Histogram.equalWidth(reference, LARGE) : new double[0];
    inFine = large() ? Histogram.counts(reference, fine) : new long[0];
  }

  private boolean large() {
    return reference.length >= LARGE;
  }

  @Override
  public List<MeasureResult> measure(Sample sample) {
    double[] current = numbers(sample);
    int n = reference.length;
    int m = current.length;
    if (n == 0 || m == 0) return List.of();
    UnorderedCells cells = NannymlColumn.withRest(inDoane, Histogram.counts(current, doane), m);
    Found found = new Found(n, m);
    String wide = large() ? "10000-bins" : "exact";
    double ks = large() ? binnedKs(current) : Exact.ks(reference, current);
    double w1 = large() ? binnedWasserstein(current) : Exact.wasserstein(reference, current);
    return List.of(
        found.value(
            Measure.JENSEN_SHANNON,
            Math.sqrt(Divergences.jensenShannon(cells)),
            "nannyml-js-doane/v1"),
        found.value(Measure.KS, ks, "nannyml-ks-" + wide + "/v1"),
        found.value(Measure.WASSERSTEIN, w1, "nannyml-wasserstein-" + wide + "/v1"),
        found.value(Measure.HELLINGER, Divergences.hellinger(cells), "nannyml-hellinger-doane/v1"));
  }

  private static double[] numbers(Sample sample) {
    if (sample instanceof Sample.Numbers numbers) return numbers.sorted();
    throw new IllegalArgumentException("the reference holds numbers, the sample categories");
  }

  private double binnedKs(double[] current) {
    long[] counts = Histogram.counts(current, fine);
    double ours = 0;
    double theirs = (double) Histogram.below(current, fine[0]) / current.length;
    double gap = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      ours += (double) inFine[bin] / reference.length;
      theirs += (double) counts[bin] / current.length;
      gap = Math.max(gap, Math.abs(ours - theirs));
    }
    return gap;
  }

  /**
   * Inside the reference's range by bins, outside by values. NannyML weighs what lies outside as if
   * there were one row more of it; so does this.
   */
  private double binnedWasserstein(double[] current) {
    double m = current.length;
    int smaller = Histogram.below(current, fine[0]);
    int larger = current.length - Histogram.below(current, Math.nextUp(fine[LARGE]));
    double shareSmaller = smaller == 0 ? 0 : (smaller + 1) / m;
    double shareLarger = larger == 0 ? 0 : (larger + 1) / m;
    long[] counts = Histogram.counts(current, fine);
    double width = fine[1] - fine[0];
    double ours = 0;
    double theirs = shareSmaller;
    double sum = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      ours += (double) inFine[bin] / reference.length;
      theirs += counts[bin] / m;
      sum += Math.abs(ours - theirs) * width;
    }
    return sum + shareSmaller * below(current, smaller) + shareLarger * above(current, larger);
  }

  /** What moving the numbers below the range to its start costs, of them and one more. */
  private double below(double[] current, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double next = i + 1 < count ? current[i + 1] : fine[0];
      sum += (i + 1.0) / (count + 1) * (next - current[i]);
    }
    return sum;
  }

  /** What moving the numbers above the range to its end costs, of them and one more. */
  private double above(double[] current, int count) {
    int start = current.length - count;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double before = i == 0 ? fine[LARGE] : current[start + i - 1];
      sum += (1 - (i + 1.0) / (count + 1)) * (current[start + i] - before);
    }
    return sum;
  }
}
