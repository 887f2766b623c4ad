package dev.leeway.joint;

/** ln of a weighted mean of numbers given by their natural logarithms. */
final class LogMean {

  private double largest = Double.NEGATIVE_INFINITY;
  private double scaled;

  /** Adds a number; one of logarithm -infinity is 0. */
  void add(double weight, double log) {
    if (log == Double.NEGATIVE_INFINITY) return;
    if (log <= largest) {
      scaled += weight * StrictMath.exp(log - largest);
    } else {
      scaled = scaled * StrictMath.exp(largest - log) + weight;
      largest = log;
    }
  }

  /** -infinity for nothing but zeros. */
  double log() {
    return largest + StrictMath.log(scaled);
  }
}
