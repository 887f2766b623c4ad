package dev.leeway.profile;

/**
 * Numbers of a column as a block holds them: the bits of a double, where two of the many that are
 * no number say what else there is. A genuine NaN is the canonical one.
 */
final class Cells {

  /** There is no value. */
  static final long MISSING = 0x7FF8_0000_0000_0001L;

  /** There is one of a type that the column cannot hold. */
  static final long WRONG = 0x7FF8_0000_0000_0002L;

  /** All of them in what is not finite. */
  private static final long EXPONENT = 0x7FF0_0000_0000_0000L;

  private Cells() {}

  static long of(double value) {
    return Double.doubleToLongBits(value);
  }

  static boolean isFinite(long bits) {
    return (bits & EXPONENT) != EXPONENT;
  }

  /** Whether there is a number, be it finite or not. */
  static boolean isNumber(long bits) {
    return bits != MISSING && bits != WRONG;
  }
}
