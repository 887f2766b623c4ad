package dev.leeway.loss;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import dev.leeway.performance.ExactSum;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The mergeable summary of the losses that a {@link LossModel} expects of rows. {@link #merge} is
 * commutative and associative, and the same rows give the same sum in any order.
 *
 * @param rows whose loss is known
 * @param losses their sum
 * @param refused rows that the model cannot take, by where and why
 */
public record LossProfile(long rows, ExactSum losses, SortedMap<String, Long> refused) {

  /** Of no row. */
  public static final LossProfile EMPTY = new LossProfile(0, ExactSum.ZERO, new TreeMap<>());

  public LossProfile {
    requireNonNull(losses, "losses");
    if (rows < 0) throw new IllegalArgumentException("rows " + rows);
    refused = unmodifiableSortedMap(new TreeMap<>(refused));
  }

  /** Both together. */
  public LossProfile merge(LossProfile other) {
    SortedMap<String, Long> all = new TreeMap<>(refused);
    other.refused.forEach((why, number) -> all.merge(why, number, Long::sum));
    return new LossProfile(Math.addExact(rows, other.rows), losses.plus(other.losses), all);
  }
}
