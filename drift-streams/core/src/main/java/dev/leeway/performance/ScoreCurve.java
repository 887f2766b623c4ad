package dev.leeway.performance;

import dev.leeway.performance.PerformanceResult.Finding;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Positives and negatives by score cell: everything that rests on the order of scores. Equal scores
 * count as half in order; scores of an open cell are not told apart, which each measure allows for
 * in its error. Expected numbers need not be whole.
 */
public final class ScoreCurve {

  private final double[] positives;
  private final double[] negatives;
  private final double allPositives;
  private final double allNegatives;

  /**
   * @param positives by cell of a {@link ScoreGrid}, in its order
   * @param negatives likewise
   * @throws IllegalArgumentException if their lengths differ
   */
  public ScoreCurve(double[] positives, double[] negatives) {
    if (positives.length != negatives.length) throw new IllegalArgumentException("cells");
    this.positives = positives.clone();
    this.negatives = negatives.clone();
    allPositives = Arrays.stream(positives).sum();
    allNegatives = Arrays.stream(negatives).sum();
  }

  /** What predicting positive from the given cell upwards would have done. */
  public Confusion from(int cell) {
    double hits = 0;
    double misses = 0;
    for (int i = cell; i < positives.length; i++) {
      hits += positives[i];
      misses += negatives[i];
    }
    return new Confusion(hits, misses, allNegatives - misses, allPositives - hits);
  }

  /**
   * The probability that a positive is scored above a negative. Its standard error is that of
   * DeLong et al. 1988.
   */
  public Finding rocAuc() {
    if (oneClass()) return Undefined.ONE_CLASS;
    double pairs = allPositives * allNegatives;
    double won = 0;
    double unknown = 0;
    double below = 0;
    for (int i = 0; i < positives.length; i++) {
      won += positives[i] * (below + negatives[i] / 2);
      if (ScoreGrid.isOpen(i)) unknown += positives[i] * negatives[i] / 2;
      below += negatives[i];
    }
    double auc = won / pairs;
    return new Found(auc, unknown / pairs, delong(auc));
  }

  private OptionalDouble delong(double auc) {
    if (allPositives < 2 || allNegatives < 2) return OptionalDouble.empty();
    double ofPositives = 0;
    double ofNegatives = 0;
    double negativesBelow = 0;
    double positivesBelow = 0;
    for (int i = 0; i < positives.length; i++) {
      double won = (negativesBelow + negatives[i] / 2) / allNegatives - auc;
      double lost = 1 - (positivesBelow + positives[i] / 2) / allPositives - auc;
      ofPositives += positives[i] * won * won;
      ofNegatives += negatives[i] * lost * lost;
      negativesBelow += negatives[i];
      positivesBelow += positives[i];
    }
    double variance =
        ofPositives / (allPositives - 1) / allPositives
            + ofNegatives / (allNegatives - 1) / allNegatives;
    return OptionalDouble.of(Math.sqrt(variance));
  }

  /** The mean of the precisions at each positive's score: no interpolation, as scikit-learn. */
  public Finding averagePrecision() {
    if (allPositives == 0) return Undefined.ONE_CLASS;
    double value = 0;
    double least = 0;
    double most = 0;
    double hits = 0;
    double misses = 0;
    for (int i = positives.length - 1; i >= 0; i--) {
      double p = positives[i];
      double n = negatives[i];
      if (p > 0) {
        double tied = p * (hits + p) / (hits + p + misses + n);
        value += tied;
        // Whatever the order inside: at worst one hit after all misses, at best all hits first.
        double first = Math.min(p, 1);
        boolean open = ScoreGrid.isOpen(i);
        least += open ? p * (hits + first) / (hits + first + misses + n) : tied;
        most += open ? p * (hits + p) / (hits + p + misses) : tied;
      }
      hits += p;
      misses += n;
    }
    double error = Math.max(most - value, value - least) / allPositives;
    return new Found(value / allPositives, Math.max(0, error), OptionalDouble.empty());
  }

  /** The largest distance between the distributions of the scores of both classes. */
  public Finding kolmogorovSmirnov() {
    if (oneClass()) return Undefined.ONE_CLASS;
    double furthest = 0;
    double possible = 0;
    double below = 0;
    double negativesBelow = 0;
    for (int i = 0; i < positives.length; i++) {
      if (ScoreGrid.isOpen(i)) {
        double positivesFirst =
            (below + positives[i]) / allPositives - negativesBelow / allNegatives;
        double negativesFirst =
            (negativesBelow + negatives[i]) / allNegatives - below / allPositives;
        possible = Math.max(possible, Math.max(positivesFirst, negativesFirst));
      }
      below += positives[i];
      negativesBelow += negatives[i];
      furthest = Math.max(furthest, Math.abs(below / allPositives - negativesBelow / allNegatives));
    }
    return new Found(furthest, Math.max(0, possible - furthest), OptionalDouble.empty());
  }

  /**
   * The share of positives among the rows with the highest scores; of equal scores each is as
   * likely to be among them.
   *
   * @param share of rows, in (0, 1]
   */
  public Finding gain(double share) {
    if (allPositives == 0) return Undefined.ONE_CLASS;
    double room = share * (allPositives + allNegatives);
    double hits = 0;
    for (int i = positives.length - 1; i >= 0; i--) {
      double rows = positives[i] + negatives[i];
      if (rows <= room) {
        hits += positives[i];
        room -= rows;
        continue;
      }
      double expected = positives[i] * room / rows;
      double error = 0;
      if (ScoreGrid.isOpen(i)) {
        double most = Math.min(room, positives[i]);
        double least = Math.max(0, room - negatives[i]);
        error = Math.max(most - expected, expected - least) / allPositives;
      }
      return new Found((hits + expected) / allPositives, error, OptionalDouble.empty());
    }
    return Means.exact(1);
  }

  private boolean oneClass() {
    return allPositives == 0 || allNegatives == 0;
  }
}
