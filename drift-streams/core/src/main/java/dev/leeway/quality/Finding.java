package dev.leeway.quality;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/** What some rows show of one constraint. */
public sealed interface Finding {

  /**
   * A number, or what is known of it.
   *
   * @param low the number is at least this
   * @param high the number is at most this; {@code low} where it is exact
   * @param estimate the likeliest number in between; empty where nothing speaks for one
   */
  record Seen(double low, double high, OptionalDouble estimate) implements Finding {

    /**
     * @throws IllegalArgumentException if a number is not finite or they are out of order
     */
    public Seen {
      double middle = estimate.orElse(low);
      boolean ordered = low <= middle && middle <= high;
      if (!ordered || !Double.isFinite(low) || !Double.isFinite(high)) {
        throw new IllegalArgumentException(low + ", " + estimate + ", " + high);
      }
    }

    boolean isExact() {
      return low == high;
    }

    /** The estimate, or the middle of what is possible. */
    double best() {
      return estimate.orElse(low + (high - low) / 2);
    }

    /** How far from the best guess the number may lie; empty where it is exact. */
    OptionalDouble error() {
      return isExact()
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.max(high - best(), best() - low));
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

  /**
   * What can never hold, whatever the rows.
   *
   * @param why in words a person reads
   */
  record Impossible(String why) implements Finding {
    public Impossible {
      requireNonNull(why, "why");
    }
  }

  /** An exact number. */
  static Finding exactly(double value) {
    return between(value, value);
  }

  /** A number that is known within sound bounds. */
  static Finding between(double low, double high) {
    return new Seen(low, high, OptionalDouble.empty());
  }

  /** A share of rows whose count is known within bounds; nothing without rows. */
  static Finding share(long atLeast, long atMost, long rows) {
    if (rows == 0) return new Nothing("no values");
    return between((double) atLeast / rows, (double) atMost / rows);
  }
}
