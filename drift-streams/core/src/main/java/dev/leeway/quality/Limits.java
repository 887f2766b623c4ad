package dev.leeway.quality;

import static java.util.Objects.requireNonNull;

import dev.leeway.verdict.State;
import java.util.OptionalDouble;

/**
 * What a number must lie within, the limits among it.
 *
 * @param atLeast no lower limit when empty
 * @param atMost no upper limit when empty
 */
public record Limits(OptionalDouble atLeast, OptionalDouble atMost) {

  /**
   * @throws IllegalArgumentException if a limit is not a number, or nothing lies between them
   */
  public Limits {
    requireNonNull(atLeast, "atLeast");
    requireNonNull(atMost, "atMost");
    double low = atLeast.orElse(Double.NEGATIVE_INFINITY);
    double high = atMost.orElse(Double.POSITIVE_INFINITY);
    if (!(low <= high)) throw new IllegalArgumentException("from " + low + " to " + high);
  }

  /** Nothing above the given number. */
  public static Limits atMost(double most) {
    return new Limits(OptionalDouble.empty(), OptionalDouble.of(most));
  }

  /** Nothing below the given number. */
  public static Limits atLeast(double least) {
    return new Limits(OptionalDouble.of(least), OptionalDouble.empty());
  }

  /**
   * FAILED where no number that is possible lies within; OK where all do, or the likeliest does;
   * else UNKNOWN.
   */
  State judge(Finding.Seen seen) {
    double least = atLeast.orElse(Double.NEGATIVE_INFINITY);
    double most = atMost.orElse(Double.POSITIVE_INFINITY);
    if (seen.low() > most || seen.high() < least) return State.FAILED;
    if (seen.low() >= least && seen.high() <= most) return State.OK;
    double likeliest = seen.estimate().orElse(Double.NaN);
    return likeliest >= least && likeliest <= most ? State.OK : State.UNKNOWN;
  }
}
