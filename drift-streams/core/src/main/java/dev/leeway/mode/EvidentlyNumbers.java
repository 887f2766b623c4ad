package dev.leeway.mode;

import dev.leeway.measure.ColumnMeasures;
import dev.leeway.measure.ColumnPair;
import dev.leeway.measure.Divergences;
import dev.leeway.measure.ExactSample;
import dev.leeway.measure.NumberDistances;
import dev.leeway.measure.OrderedCells;
import dev.leeway.measure.Outcome;
import dev.leeway.measure.RankTests;
import dev.leeway.measure.Tails;
import dev.leeway.measure.UnorderedCells;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Evidently's tests on numbers. */
final class EvidentlyNumbers {

  /** A column with more different values in the reference is binned for distances. */
  private static final int BINNED_FROM = 20;

  /** The parabola of {@link #andersonDarlingTail}, highest power first. */
  private static final double FIT_2 = 0.018198094574111343;

  private static final double FIT_1 = -1.0082265644652515;

  private static final double FIT_0 = -1.077770279820486;

  /** SciPy counts paths for an exact p-value where neither sample has more rows. */
  private static final int EXACT = 10_000;

  /**
   * Steps of the count, as many as one row of one sample has with each of the other, below 0.1 s.
   */
  private static final long EXACT_STEPS = 20_000_000;

  /** Smallest deviation that Wasserstein's distance is divided by. */
  private static final double SMALLEST_NORM = 0.001;

  private final double[] reference;
  private final double[] current;
  private final UnorderedCells values;
  private final OrderedCells ordered;
  private final Found found;

  /**
   * @param reference ascending; so is the other
   * @param values counts of the different values of both, ascending
   */
  EvidentlyNumbers(double[] reference, double[] current, UnorderedCells values) {
    this.reference = reference;
    this.current = current;
    this.values = values;
    ordered = OrderedCells.ofSamples(reference, current);
    found = new Found(reference.length, current.length);
  }

  MeasureResult kolmogorovSmirnov() {
    Outcome ks = NumberDistances.kolmogorovSmirnov(ordered, Exact.noSpecials());
    long n = reference.length;
    long m = current.length;
    boolean exact = Math.max(n, m) <= EXACT && n * m <= EXACT_STEPS;
    double p = exact ? Tails.kolmogorovExact(ks.value(), n, m) : ks.pValue().orElse(1);
    return found.tested(Measure.KS, ks.value(), p, "evidently-ks/v1");
  }

  MeasureResult wasserstein() {
    double norm = Math.max(SMALLEST_NORM, Histogram.deviation(reference));
    return found.value(
        Measure.WASSERSTEIN_NORMALISED,
        NumberDistances.wasserstein(ordered).value() / norm,
        "evidently-wasserstein/v1");
  }

  /** Distances on bins, the Jensen-Shannon distance first. */
  List<MeasureResult> distances(double threshold) {
    double hellinger = Divergences.hellinger(counted(Histogram.sturges(distinct())));
    if (distinctInReference() <= BINNED_FROM) {
      return EvidentlyCells.distances(values, hellinger, "values", threshold);
    }
    UnorderedCells bins = counted(Histogram.sturges(joined()));
    return EvidentlyCells.distances(bins, hellinger, "sturges", threshold);
  }

  /** Tests that Evidently has besides, but does not choose by itself. */
  List<MeasureResult> others() {
    ColumnPair pair =
        ColumnPair.of(new ExactSample.Numbers(reference), new ExactSample.Numbers(current));
    List<MeasureResult> results = new ArrayList<>();
    ColumnMeasures.take(pair, Measure.ANDERSON_DARLING)
        .ifPresent(
            ours ->
                results.add(
                    found.tested(
                        Measure.ANDERSON_DARLING,
                        ours.value(),
                        andersonDarlingTail(ours.value()),
                        "evidently-anderson/v1")));
    ColumnMeasures.take(pair, Measure.T)
        .ifPresent(
            ours ->
                results.add(
                    found.tested(
                        Measure.T, ours.value(), ours.pValue().orElse(1), "evidently-t-test/v1")));
    results.addAll(ranks());
    return results;
  }

  private List<MeasureResult> ranks() {
    return List.of(
        found.outcome(
            Measure.CRAMER_VON_MISES_MIDRANK,
            RankTests.cramerVonMisesMidrank(ordered),
            "evidently-cramer-von-mises/v1"),
        found.outcome(Measure.ENERGY, NumberDistances.energy(ordered), "evidently-energy/v1"),
        found.tested(
            Measure.MANN_WHITNEY,
            RankTests.mannWhitney(ordered).value(),
            RankTests.mannWhitneyLess(ordered),
            "evidently-mann-whitney-less/v1"));
  }

  /**
   * The p-value of {@code scipy.stats.anderson_ksamp} of two samples: Scholz and Stephens' critical
   * values for .25 to .001 (JASA 82, 1987, table 1), between which the logarithm of the level is a
   * parabola fitted by least squares. Beyond them p stays where they end.
   */
  private static double andersonDarlingTail(double value) {
    if (value < 0.325) return 0.25;
    if (value > 6.546) return 0.001;
    return StrictMath.exp(FIT_2 * value * value + FIT_1 * value + FIT_0);
  }

  private UnorderedCells counted(double[] edges) {
    return new UnorderedCells(Histogram.counts(reference, edges), Histogram.counts(current, edges));
  }

  private double[] joined() {
    double[] both = Arrays.copyOf(reference, reference.length + current.length);
    System.arraycopy(current, 0, both, reference.length, current.length);
    Arrays.sort(both);
    return both;
  }

  /** Evidently lays the bins of Hellinger's distance over the different values, each once. */
  private double[] distinct() {
    return Arrays.stream(joined()).distinct().toArray();
  }

  private long distinctInReference() {
    return Arrays.stream(reference).distinct().count();
  }
}
