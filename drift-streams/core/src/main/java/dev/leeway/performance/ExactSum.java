package dev.leeway.performance;

import static java.util.Objects.requireNonNull;

import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum of doubles without rounding: {@code mantissa * 2^exponent}. Equal sums are equal, whatever
 * was added and taken away in whatever order, and have equal bytes.
 *
 * <p>Any sum of doubles is a whole multiple of 2^-1074, so it needs no more bits than the doubles'
 * range and the logarithm of their number.
 *
 * @param mantissa odd, or 0
 * @param exponent at least -1074; 0 where the sum is 0
 */
public record ExactSum(BigInteger mantissa, int exponent) {

  public static final ExactSum ZERO = new ExactSum(BigInteger.ZERO, 0);

  private static final int LOWEST = -1074;

  /** More than 2^63 of the largest doubles need. */
  private static final int MAX_BITS = 2200;

  /**
   * @throws IllegalArgumentException if this is not the one form of the sum
   */
  public ExactSum {
    requireNonNull(mantissa, "mantissa");
    boolean zero = mantissa.signum() == 0;
    if (zero ? exponent != 0 : !mantissa.testBit(0) || exponent < LOWEST) {
      throw new IllegalArgumentException("no sum in its one form: exponent " + exponent);
    }
    if (mantissa.bitLength() > MAX_BITS || exponent > MAX_BITS) {
      throw new IllegalArgumentException("larger than any sum of doubles");
    }
  }

  /**
   * @throws IllegalArgumentException if the value is not finite
   */
  public static ExactSum of(double value) {
    return new Builder().add(value).build();
  }

  public ExactSum plus(ExactSum other) {
    int low = Math.min(exponent, other.exponent);
    return scaled(at(low).add(other.at(low)), low);
  }

  public ExactSum minus(ExactSum other) {
    return plus(other.negated());
  }

  public ExactSum negated() {
    return new ExactSum(mantissa.negate(), exponent);
  }

  public int signum() {
    return mantissa.signum();
  }

  /** The double nearest to the sum, ties to even; infinite beyond the doubles' range. */
  public double value() {
    int excess = mantissa.bitLength() - 64;
    // Below the doubles' normal range a sum has at most 53 bits, as all its terms end at 2^-1074:
    // it is rounded once, here or there.
    if (excess <= 0) return Math.scalb(mantissa.doubleValue(), exponent);
    BigInteger magnitude = mantissa.abs();
    BigInteger kept = magnitude.shiftRight(excess);
    // What is cut off only matters by not being 0; 64 bits leave it room below the rounding.
    if (magnitude.getLowestSetBit() < excess) kept = kept.setBit(0);
    return mantissa.signum() * Math.scalb(kept.doubleValue(), exponent + excess);
  }

  /** The sum itself, for arithmetic in which digits would cancel. */
  public BigDecimal exact() {
    return exponent >= 0
        ? new BigDecimal(mantissa.shiftLeft(exponent))
        : new BigDecimal(mantissa).divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)));
  }

  void writeTo(PayloadWriter out) {
    out.integer(exponent).bytes(mantissa.toByteArray());
  }

  /**
   * @throws CorruptStateException if no sum is written there in its one form
   */
  static ExactSum readFrom(PayloadReader in) {
    long exponent = in.integer();
    byte[] bytes = in.bytes();
    if (bytes.length == 0 || exponent < LOWEST || exponent > MAX_BITS) {
      throw new CorruptStateException("no exact sum");
    }
    BigInteger mantissa = new BigInteger(bytes);
    if (mantissa.toByteArray().length != bytes.length) {
      throw new CorruptStateException("exact sum with bytes too many");
    }
    try {
      return new ExactSum(mantissa, (int) exponent);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("no exact sum: " + e.getMessage(), e);
    }
  }

  private BigInteger at(int low) {
    return mantissa.shiftLeft(signum() == 0 ? 0 : exponent - low);
  }

  private static ExactSum scaled(BigInteger units, int exponent) {
    if (units.signum() == 0) return ZERO;
    int zeros = units.getLowestSetBit();
    return new ExactSum(units.shiftRight(zeros), exponent + zeros);
  }

  /**
   * Adds doubles one by one; for one thread. The small superaccumulator of R. Neal, "Fast exact
   * summation using small and large superaccumulators" (arXiv 1505.05571): a fixed-point number of
   * 32-bit digits that overlap, so that an addition touches three of them and carries none.
   */
  public static final class Builder {

    private static final int DIGIT_BITS = 32;
    private static final long DIGIT = (1L << DIGIT_BITS) - 1;
    private static final int DIGITS = 67;

    /**
     * Each addition changes a digit by less than 2^32; beyond 2^30 of them 63 bits may overflow.
     */
    private static final int ADDITIONS = 1 << 30;

    private final long[] digits = new long[DIGITS];
    private int additions;

    /**
     * @throws IllegalArgumentException if the value is not finite
     */
    public Builder add(double value) {
      long bits = Double.doubleToRawLongBits(value);
      int biased = (int) (bits >>> 52) & 0x7FF;
      if (biased == 0x7FF) throw new IllegalArgumentException("not finite: " + value);
      long fraction = bits & ((1L << 52) - 1);
      if (biased != 0) fraction |= 1L << 52;
      int place = Math.max(biased, 1) - 1;
      int digit = place >>> 5;
      int shift = place & 31;
      long low = (fraction << shift) & DIGIT;
      long middle = (fraction >>> (DIGIT_BITS - shift)) & DIGIT;
      // Two shifts: one by 64 would be none.
      long high = (fraction >>> (63 - shift)) >>> 1;
      if (bits < 0) {
        digits[digit] -= low;
        digits[digit + 1] -= middle;
        digits[digit + 2] -= high;
      } else {
        digits[digit] += low;
        digits[digit + 1] += middle;
        digits[digit + 2] += high;
      }
      if (++additions == ADDITIONS) carry();
      return this;
    }

    /** Adds the square of a value, which may have twice the digits of a double. */
    Builder addSquare(double value, long sign) {
      double square = value * value;
      double rest = Math.fma(value, value, -square);
      return add(sign * square).add(sign * rest);
    }

    public ExactSum build() {
      BigInteger units = BigInteger.ZERO;
      for (int i = DIGITS - 1; i >= 0; i--) {
        units = units.shiftLeft(DIGIT_BITS).add(BigInteger.valueOf(digits[i]));
      }
      return scaled(units, LOWEST);
    }

    private void carry() {
      for (int i = 0; i < DIGITS - 1; i++) {
        digits[i + 1] += digits[i] >> DIGIT_BITS;
        digits[i] &= DIGIT;
      }
      additions = 1;
    }
  }
}
