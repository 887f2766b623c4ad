package dev.leeway.performance;

/** Reads numbers of answers and labels. */
final class Numbers {

  private Numbers() {}

  /** A number, or a flag as 0 or 1; NaN where the cell holds no usable one. */
  static double of(Cell cell) {
    if (cell instanceof Cell.Flag flag) return flag.value() ? 1 : 0;
    if (!(cell instanceof Cell.Numeric number)) return Double.NaN;
    boolean usable = Math.abs(number.value()) <= PerformanceLayout.LARGEST;
    return usable ? number.value() + 0.0 : Double.NaN;
  }

  /** Why {@link #of} found none. */
  static BadOutcome why(Cell cell) {
    if (cell instanceof Cell.Missing) return BadOutcome.MISSING;
    return cell instanceof Cell.Numeric ? BadOutcome.OUT_OF_RANGE : BadOutcome.WRONG_TYPE;
  }

  static boolean isProbability(double value) {
    return value >= 0 && value <= 1;
  }
}
