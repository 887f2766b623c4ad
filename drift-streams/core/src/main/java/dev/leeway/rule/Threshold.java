package dev.leeway.rule;

import static java.util.Objects.requireNonNull;

import dev.leeway.verdict.MeasuredPerformance.Range;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * From where on a number is bad, and where it is good again. Between the two it neither opens an
 * alert nor ends one, so that a number that wavers round one level does not flap.
 *
 * @param open the number is bad from here on, this value included
 * @param close the number is good up to here, this value included unless it is {@code open}
 * @param side on which side of {@code open} it is bad
 */
public record Threshold(double open, double close, Side side) {

  /** Where a number is bad. */
  public enum Side {
    ABOVE,
    BELOW;

    /** The name in configuration. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws IllegalArgumentException if a level is not finite, or {@code close} lies on the bad
   *     side of {@code open}
   */
  public Threshold {
    requireNonNull(side, "side");
    if (!Double.isFinite(open)) throw new IllegalArgumentException("open is not finite: " + open);
    if (!Double.isFinite(close)) {
      throw new IllegalArgumentException("close is not finite: " + close);
    }
    if (side == Side.ABOVE && close > open) {
      throw new IllegalArgumentException(
          "close "
              + close
              + " is above open "
              + open
              + ": more is worse, so it must be at most that");
    }
    if (side == Side.BELOW && close < open) {
      throw new IllegalArgumentException(
          "close "
              + close
              + " is below open "
              + open
              + ": less is worse, so it must be at least that");
    }
  }

  /**
   * What a number says that is known to within an error: bad or good only if it is so wherever the
   * true number lies.
   */
  Level level(double value, double error) {
    double sign = side == Side.ABOVE ? 1 : -1;
    double worst = sign * value + error;
    double best = sign * value - error;
    if (best >= sign * open) return Level.BAD;
    boolean good = close == open ? worst < sign * open : worst <= sign * close;
    return good ? Level.GOOD : Level.BETWEEN;
  }

  /** What is not bad. */
  Range range() {
    OptionalDouble end = OptionalDouble.of(open);
    return side == Side.ABOVE
        ? new Range(OptionalDouble.empty(), end)
        : new Range(end, OptionalDouble.empty());
  }

  /** Whether the first number is worse than the second. */
  boolean worse(double first, double second) {
    return side == Side.ABOVE ? first > second : first < second;
  }
}
