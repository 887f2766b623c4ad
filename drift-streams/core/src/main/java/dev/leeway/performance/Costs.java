package dev.leeway.performance;

/** What each outcome of a binary decision is worth, in any one unit; costs are negative. */
public record Costs(
    double truePositive, double falsePositive, double trueNegative, double falseNegative) {

  /**
   * @throws IllegalArgumentException if one is not finite
   */
  public Costs {
    for (double value : new double[] {truePositive, falsePositive, trueNegative, falseNegative}) {
      if (!Double.isFinite(value)) throw new IllegalArgumentException("cost " + value);
    }
  }
}
