package dev.leeway.estimate;

import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;
import java.util.Arrays;

/** Turns a model's score into the probability that it stood for in the reference. */
public sealed interface Calibrator {

  /**
   * @param score finite or infinite
   * @return in [0, 1]; never lower for a higher score
   */
  double probability(double score);

  /** The scores are as good as probabilities already. */
  enum AsIs implements Calibrator {
    AS_IS;

    @Override
    public double probability(double score) {
      return Math.max(0, Math.min(1, score));
    }
  }

  /**
   * Straight lines between points, level outside them: an isotonic regression.
   *
   * @see IsotonicRegression
   */
  final class Isotonic implements Calibrator {

    private final double[] scores;
    private final double[] probabilities;

    /**
     * @param scores finite, strictly ascending, at least one
     * @param probabilities of these, in [0, 1], never falling
     * @throws IllegalArgumentException if they are not so
     */
    public Isotonic(double[] scores, double[] probabilities) {
      this.scores = scores.clone();
      this.probabilities = probabilities.clone();
      boolean right = scores.length > 0 && scores.length == probabilities.length;
      for (int i = 0; right && i < scores.length; i++) {
        right = Double.isFinite(scores[i]) && probabilities[i] >= 0 && probabilities[i] <= 1;
        if (i > 0) {
          right &= scores[i] > scores[i - 1] && probabilities[i] >= probabilities[i - 1];
        }
      }
      if (!right) throw new IllegalArgumentException("no isotonic curve");
    }

    @Override
    public double probability(double score) {
      int found = Arrays.binarySearch(scores, score);
      if (found >= 0) return probabilities[found];
      int above = -found - 1;
      if (above == 0) return probabilities[0];
      if (above == scores.length) return probabilities[above - 1];
      double part = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
      double between =
          probabilities[above - 1] + part * (probabilities[above] - probabilities[above - 1]);
      return Math.min(between, probabilities[above]);
    }

    /** Number of points. */
    public int size() {
      return scores.length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Isotonic that
          && Arrays.equals(scores, that.scores)
          && Arrays.equals(probabilities, that.probabilities);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(scores) + Arrays.hashCode(probabilities);
    }

    @Override
    public String toString() {
      return "isotonic of " + scores.length + " points";
    }
  }

  /** Nothing but a zero where scores are as they are; else the points. */
  default void writeTo(PayloadWriter out) {
    if (!(this instanceof Isotonic isotonic)) {
      out.count(0);
      return;
    }
    out.count(isotonic.scores.length);
    for (int i = 0; i < isotonic.scores.length; i++) {
      out.number(isotonic.scores[i]).number(isotonic.probabilities[i]);
    }
  }

  /**
   * @throws CorruptStateException if no calibrator is written there
   */
  static Calibrator readFrom(PayloadReader in) {
    int size = in.size();
    if (size == 0) return AsIs.AS_IS;
    double[] scores = new double[size];
    double[] probabilities = new double[size];
    for (int i = 0; i < size; i++) {
      scores[i] = in.number();
      probabilities[i] = in.number();
    }
    try {
      return new Isotonic(scores, probabilities);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("no calibrator", e);
    }
  }
}
