package dev.leeway.quality;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Rows of one window.
 *
 * @param atLeast no lower limit when empty
 * @param atMost no upper limit when empty
 */
public record RowVolume(OptionalLong atLeast, OptionalLong atMost) implements WindowConstraint {

  /**
   * @throws IllegalArgumentException if there is no limit, one is negative, or nothing lies between
   */
  public RowVolume {
    requireNonNull(atLeast, "atLeast");
    requireNonNull(atMost, "atMost");
    if (atLeast.isEmpty() && atMost.isEmpty()) throw new IllegalArgumentException("no limit");
    if (atLeast.orElse(0) < 0 || atMost.orElse(Long.MAX_VALUE) < atLeast.orElse(0)) {
      throw new IllegalArgumentException("from " + atLeast + " to " + atMost);
    }
  }

  @Override
  public ConstraintKind kind() {
    return ConstraintKind.ROWS;
  }

  @Override
  public Limits limits() {
    return new Limits(number(atLeast), number(atMost));
  }

  @Override
  public Finding find(ObservedRows rows) {
    return Finding.exactly((double) rows.profile().rows());
  }

  private static OptionalDouble number(OptionalLong limit) {
    return limit.isPresent()
        ? OptionalDouble.of((double) limit.getAsLong())
        : OptionalDouble.empty();
  }
}
