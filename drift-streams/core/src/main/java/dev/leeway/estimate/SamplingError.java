package dev.leeway.estimate;

import dev.leeway.performance.Costs;
import dev.leeway.performance.PerformanceMeasure;
import java.util.OptionalDouble;

/**
 * How far a measure of so many rows is from that of endlessly many, as one standard deviation,
 * judged by how labelled rows of the reference vary. The formulas are NannyML's, so that its
 * numbers are found again; that of the F measures is generous, nearly twice the spread.
 *
 * @param truePositives rows of the reference; so the others
 */
record SamplingError(
    double truePositives, double falsePositives, double trueNegatives, double falseNegatives) {

  /**
   * @param rows that the measure is taken of, at least 1
   * @return empty if the measure is none of decisions, or the reference does not tell
   */
  OptionalDouble of(PerformanceMeasure measure, double rows) {
    double correct = truePositives + trueNegatives;
    double found = truePositives + falseNegatives;
    double rejected = trueNegatives + falsePositives;
    return switch (measure) {
      case ACCURACY -> ofShare(correct, all(), rows);
      case PRECISION -> ofShare(truePositives, truePositives + falsePositives, rows);
      case RECALL -> ofShare(truePositives, found, rows);
      case SPECIFICITY -> ofShare(trueNegatives, rejected, rows);
      case BALANCED_ACCURACY ->
          half(ofShare(truePositives, found, rows), ofShare(trueNegatives, rejected, rows));
      case F1 -> ofF(1, rows);
      case F0_5 -> ofF(0.5, rows);
      case F2 -> ofF(2, rows);
      case PREVALENCE -> ofShare(found, all(), rows);
      case TRUE_POSITIVES -> ofNumber(truePositives, rows);
      case FALSE_POSITIVES -> ofNumber(falsePositives, rows);
      case TRUE_NEGATIVES -> ofNumber(trueNegatives, rows);
      case FALSE_NEGATIVES -> ofNumber(falseNegatives, rows);
      default -> OptionalDouble.empty();
    };
  }

  /** Of what so many outcomes are worth on average, times a number. */
  OptionalDouble ofWorth(Costs costs, double rows, double times) {
    if (all() == 0) return OptionalDouble.empty();
    double mean =
        (truePositives * costs.truePositive()
                + falsePositives * costs.falsePositive()
                + trueNegatives * costs.trueNegative()
                + falseNegatives * costs.falseNegative())
            / all();
    double variance =
        (truePositives * square(costs.truePositive() - mean)
                + falsePositives * square(costs.falsePositive() - mean)
                + trueNegatives * square(costs.trueNegative() - mean)
                + falseNegatives * square(costs.falseNegative() - mean))
            / all();
    return OptionalDouble.of(times * Math.sqrt(variance / rows));
  }

  private double all() {
    return truePositives + falsePositives + trueNegatives + falseNegatives;
  }

  /**
   * @param of the rows of the reference that the share is one of: of other rows as many in
   *     proportion
   */
  private OptionalDouble ofShare(double part, double of, double rows) {
    if (of == 0) return OptionalDouble.empty();
    double share = part / of;
    return OptionalDouble.of(Math.sqrt(share * (1 - share) / (rows * (of / all()))));
  }

  private OptionalDouble ofNumber(double number, double rows) {
    OptionalDouble share = ofShare(number, all(), rows);
    return share.isPresent() ? OptionalDouble.of(share.getAsDouble() * rows) : share;
  }

  private OptionalDouble ofF(double beta, double rows) {
    double relevant = truePositives + falsePositives + falseNegatives;
    OptionalDouble share = ofShare(truePositives, relevant, rows);
    if (share.isEmpty()) return share;
    double square = beta * beta;
    double weighed = truePositives + (square * falseNegatives + falsePositives) / (1 + square);
    return OptionalDouble.of(share.getAsDouble() * relevant / weighed);
  }

  private static OptionalDouble half(OptionalDouble one, OptionalDouble other) {
    if (one.isEmpty() || other.isEmpty()) return OptionalDouble.empty();
    return OptionalDouble.of(Math.hypot(one.getAsDouble(), other.getAsDouble()) / 2);
  }

  private static double square(double value) {
    return value * value;
  }
}
