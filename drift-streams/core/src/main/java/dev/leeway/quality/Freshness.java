package dev.leeway.quality;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Seconds between the newest row's event time and the time for which it is asked: the window's end,
 * or now for a file. Rows from the future have age 0.
 *
 * @param atMost not negative
 */
public record Freshness(Duration atMost) implements WindowConstraint {

  /**
   * @throws IllegalArgumentException if the limit is negative
   */
  public Freshness {
    requireNonNull(atMost, "atMost");
    if (atMost.isNegative()) throw new IllegalArgumentException("negative: " + atMost);
  }

  @Override
  public ConstraintKind kind() {
    return ConstraintKind.FRESHNESS;
  }

  @Override
  public Limits limits() {
    return Limits.atMost(seconds(atMost));
  }

  @Override
  public Finding find(ObservedRows rows) {
    if (rows.newest().isEmpty() || rows.asOf().isEmpty()) {
      return new Finding.Nothing("the newest row's time is not known");
    }
    Duration age = Duration.between(rows.newest().get(), rows.asOf().get());
    return Finding.exactly(Math.max(0, seconds(age)));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
