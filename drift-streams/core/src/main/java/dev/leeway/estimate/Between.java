package dev.leeway.estimate;

/**
 * A number with the ends between which it lies for certain, whatever scores in open cells of a grid
 * were.
 */
record Between(double value, double low, double high) {

  static Between exactly(double value) {
    return new Between(value, value, value);
  }

  /** How far the number is from either end at most. */
  double error() {
    return Math.max(0, Math.max(high - value, value - low));
  }

  Between plus(Between other) {
    return new Between(value + other.value, low + other.low, high + other.high);
  }

  /** The other part of a whole of which this is one. */
  Between restOf(double whole) {
    return new Between(whole - value, whole - high, whole - low);
  }

  /** The same, and 0 for what is negative. */
  Between orNothing() {
    return new Between(Math.max(0, value), Math.max(0, low), Math.max(0, high));
  }

  /** Times a factor of either sign. */
  Between times(double factor) {
    return factor >= 0
        ? new Between(factor * value, factor * low, factor * high)
        : new Between(factor * value, factor * high, factor * low);
  }

  /**
   * This part of itself and the other, both not negative.
   *
   * @return NaN, between 0 and 1, where there is nothing of either
   */
  Between partOfBoth(Between other) {
    return new Between(
        value / (value + other.value),
        low + other.high > 0 ? low / (low + other.high) : 0,
        high + other.low > 0 ? high / (high + other.low) : 1);
  }
}
