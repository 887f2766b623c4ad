package dev.leeway.app.replay;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How events are sent.
 *
 * @param gateway where to
 * @param times which event times they carry
 * @param speed how many times as fast as they happened; empty for as fast as they are taken
 * @param every how far rows are apart where the table has no times
 * @param patience how long a gateway that is away or busy is waited for
 */
public record ReplayPlan(
    URI gateway, EventTimes times, OptionalDouble speed, Duration every, Duration patience) {

  /**
   * @throws IllegalArgumentException if a speed or a span is not positive
   */
  public ReplayPlan {
    requireNonNull(gateway, "gateway");
    requireNonNull(times, "times");
    if (speed.isPresent() && !(speed.getAsDouble() > 0 && speed.getAsDouble() < 1e12)) {
      throw new IllegalArgumentException("the speed must be positive: " + speed.getAsDouble());
    }
    if (every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException("rows must be apart: " + every);
    }
    if (patience.isNegative()) throw new IllegalArgumentException("patience " + patience);
  }
}
