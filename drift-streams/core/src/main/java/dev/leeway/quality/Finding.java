package dev.leeway.quality;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/** What some rows show of one constraint. */
public sealed interface Finding {

  /**
   * A number, or bounds where the profile does not hold it exactly.
   *
   * @param low the number is at least this
   * @param high the number is at most this; {@code low} where it is exact
   */
  record Seen(double low, double high) implements Finding {

    /**
     * @throws IllegalArgumentException if a bound is not finite or high is below low
     */
    public Seen {
      if (!Double.isFinite(low) || !Double.isFinite(high) || high < low) {
        throw new IllegalArgumentException("from " + low + " to " + high);
      }
    }

    /** The middle of what is possible. */
    double middle() {
      return low == high ? low : low + (high - low) / 2;
    }

    /** How far from the middle the number may lie; empty where it is exact. */
    OptionalDouble error() {
      return low == high ? OptionalDouble.empty() : OptionalDouble.of((high - low) / 2);
    }
  }

  /**
   * Nothing that could be judged.
   *
   * @param why in words a person reads
   */
  record Nothing(String why) implements Finding {
    public Nothing {
      requireNonNull(why, "why");
    }
  }

  /** An exact number. */
  static Finding exactly(double value) {
    return new Seen(value, value);
  }

  /** A share of rows whose count is known within bounds; nothing without rows. */
  static Finding share(long atLeast, long atMost, long rows) {
    if (rows == 0) return new Nothing("no values");
    return new Seen((double) atLeast / rows, (double) atMost / rows);
  }
}
