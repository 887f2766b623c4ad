package dev.leeway.profile;

import static java.util.Objects.requireNonNull;

import dev.leeway.sketch.DistinctSketch;
import java.util.OptionalDouble;

/**
 * The ids of rows, so that rows that came twice show: how many rows had one, exactly, and about how
 * many different ones there were. Immutable.
 *
 * @param rows rows that had an id
 * @param complete whether the sketch is of all these rows: rows can be subtracted from a count, but
 *     not from a sketch
 */
public record RowIds(long rows, boolean complete, DistinctSketch sketch) {

  /** Of no rows. */
  public static final RowIds NONE = new RowIds(0, true, new DistinctSketch());

  /**
   * @throws IllegalArgumentException if the number of rows is negative
   */
  public RowIds {
    requireNonNull(sketch, "sketch");
    if (rows < 0) throw new IllegalArgumentException("rows " + rows);
  }

  /** Estimated number of different ids; empty where rows were subtracted. */
  public OptionalDouble distinct() {
    return complete ? OptionalDouble.of(sketch.estimate()) : OptionalDouble.empty();
  }

  /**
   * Rows whose id another row had before: at least so many, with 99.7 % confidence (three standard
   * errors of the sketch); empty where rows were subtracted.
   */
  public OptionalDouble duplicatesAtLeast() {
    return complete
        ? OptionalDouble.of(Math.max(0, rows - sketch.upperBound()))
        : OptionalDouble.empty();
  }

  RowIds merge(RowIds other) {
    return new RowIds(
        Math.addExact(rows, other.rows), complete && other.complete, sketch.merge(other.sketch));
  }

  RowIds subtract(RowIds part) {
    return part.rows == 0
        ? this
        : new RowIds(rows - part.rows, rows == part.rows, new DistinctSketch());
  }
}
