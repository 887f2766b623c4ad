package dev.leeway.drift;

import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.OptionalDouble;

/** The measures, from counts alone; docs/measures.md has formula, range and source of each. */
final class Measures {

  /** Smallest share a bin counts as in PSI, after Evidently: an empty bin would be infinite. */
  private static final double PSI_FLOOR = 1e-4;

  private static final double LN_2 = StrictMath.log(2);

  private Measures() {}

  /**
   * The Kolmogorov-Smirnov statistic of two samples, seen at the grid's edges: the largest gap of
   * the cumulative shares there, or of the share of a special bin.
   *
   * <p>Inside a bin the gap can be larger than at its ends, by no more than the error given. The
   * p-value is asymptotic (Kolmogorov's distribution, Stephens' correction of the sample size).
   */
  static MeasureResult kolmogorovSmirnov(Distribution reference, Distribution current) {
    double gap = 0;
    double most = 0;
    double r = 0;
    double c = 0;
    for (int bin = 0; bin < reference.regular(); bin++) {
      double nextR = r + reference.share(bin);
      double nextC = c + current.share(bin);
      gap = Math.max(gap, Math.abs(nextR - nextC));
      most = Math.max(most, Math.max(nextR - c, nextC - r));
      r = nextR;
      c = nextC;
    }
    for (int bin = reference.regular(); bin < reference.bins(); bin++) {
      gap = Math.max(gap, Math.abs(reference.share(bin) - current.share(bin)));
    }
    double value = Math.min(1, gap);
    return new MeasureResult(
        Measure.KS,
        value,
        OptionalDouble.of(kolmogorovTail(value, reference.total(), current.total())),
        OptionalDouble.of(Math.max(0, Math.min(1, most) - value)),
        OptionalDouble.empty(),
        "ks-binned/v1");
  }

  /** Population stability index, natural logarithm, shares floored at 1e-4, not renormalised. */
  static MeasureResult populationStability(Distribution reference, Distribution current) {
    double sum = 0;
    for (int bin = 0; bin < reference.bins(); bin++) {
      double p = Math.max(PSI_FLOOR, reference.share(bin));
      double q = Math.max(PSI_FLOOR, current.share(bin));
      sum += (q - p) * StrictMath.log(q / p);
    }
    return new MeasureResult(
        Measure.PSI,
        Math.max(0, sum),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "psi-decile-floor1e-4/v1");
  }

  /** Jensen-Shannon distance: the square root of the divergence, with logarithms of base 2. */
  static MeasureResult jensenShannon(Distribution reference, Distribution current) {
    double sum = 0;
    for (int bin = 0; bin < reference.bins(); bin++) {
      double p = reference.share(bin);
      double q = current.share(bin);
      double m = (p + q) / 2;
      if (p > 0) sum += p * StrictMath.log(p / m) / 2;
      if (q > 0) sum += q * StrictMath.log(q / m) / 2;
    }
    double divergence = Math.max(0, Math.min(1, sum / LN_2));
    return new MeasureResult(
        Measure.JENSEN_SHANNON,
        Math.sqrt(divergence),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "js-distance-base2/v1");
  }

  /**
   * The share of rows that moved. Ordered bins: the largest share that crossed any point, which is
   * the Kolmogorov-Smirnov statistic. Unordered: the share that would have to change its category,
   * which is the total variation, less what samples of these sizes differ by without any drift
   * (about half the sum of sqrt(2/pi) standard deviations), so that many categories are not
   * mistaken for movement.
   */
  static MeasureResult effect(boolean ordered, Distribution reference, Distribution current) {
    double value =
        ordered
            ? kolmogorovSmirnov(reference, current).value()
            : Math.max(0, totalVariation(reference, current) - noise(reference, current));
    return new MeasureResult(
        Measure.EFFECT,
        value,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        ordered ? "effect-crossed/v1" : "effect-tv-denoised/v1");
  }

  private static double totalVariation(Distribution reference, Distribution current) {
    double sum = 0;
    for (int bin = 0; bin < reference.bins(); bin++) {
      sum += Math.abs(reference.share(bin) - current.share(bin));
    }
    return Math.min(1, sum / 2);
  }

  private static double noise(Distribution reference, Distribution current) {
    double n = reference.total();
    double m = current.total();
    if (n == 0 || m == 0) return 0;
    double sum = 0;
    for (int bin = 0; bin < reference.bins(); bin++) {
      double p = (reference.count(bin) + current.count(bin)) / (n + m);
      sum += StrictMath.sqrt(p * (1 - p) * (1 / n + 1 / m));
    }
    return StrictMath.sqrt(2 / StrictMath.PI) * sum / 2;
  }

  /**
   * P(D > value) for two samples of one distribution: 2 sum (-1)^(k-1) exp(-2 k^2 l^2) with l =
   * (sqrt n + 0.12 + 0.11 / sqrt n) D and n = nm / (n + m) (Press et al., Numerical Recipes, 14.3).
   */
  static double kolmogorovTail(double value, long n, long m) {
    if (n == 0 || m == 0) return 1;
    double root = Math.sqrt((double) n / (n + m) * m);
    double lambda = (root + 0.12 + 0.11 / root) * value;
    // Below 0.2 the series converges slowly and the tail is 1 to twelve digits.
    if (lambda < 0.2) return 1;
    double sum = 0;
    for (int k = 1; k <= 100; k++) {
      double term = StrictMath.exp(-2.0 * k * k * lambda * lambda);
      sum += k % 2 == 1 ? term : -term;
      if (term < 1e-17) break;
    }
    return Math.max(0, Math.min(1, 2 * sum));
  }
}
