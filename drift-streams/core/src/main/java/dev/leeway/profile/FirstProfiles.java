package dev.leeway.profile;

import dev.leeway.sketch.CorruptStateException;
import dev.leeway.sketch.DistinctSketch;
import dev.leeway.sketch.QuantileSketch;
import dev.leeway.sketch.TopItems;

/** Reads the columns of profiles of version 1, which are no longer written. */
final class FirstProfiles {

  private static final int NUMERIC = 0;
  private static final int CATEGORICAL = 1;

  private FirstProfiles() {}

  /** The column with its counts and extremes, and nothing yet that describes. */
  static ColumnProfile decision(PayloadReader in, long rows) {
    long kind = in.count();
    if (kind == NUMERIC) {
      return new NumericProfile(
          in.countsUpTo(rows),
          ProfileCodec.outside(in, rows),
          new NumericProfile.Range(in.number(), in.number()),
          Moments.NONE,
          new QuantileSketch());
    }
    if (kind != CATEGORICAL) throw new CorruptStateException("column kind " + kind);
    return new CategoricalProfile(
        in.countsUpTo(rows),
        in.countUpTo(rows),
        in.countUpTo(rows),
        new TopItems(),
        new DistinctSketch());
  }

  static ColumnProfile description(ColumnProfile column, PayloadReader in) {
    if (column instanceof NumericProfile numeric) {
      return numeric.describedBy(
          new NumericProfile.Range(numeric.min(), numeric.max()),
          new Moments(in.count(), in.number(), in.number(), in.number(), in.number()),
          QuantileSketch.fromBytes(in.bytes()));
    }
    return ((CategoricalProfile) column)
        .describedBy(TopItems.fromBytes(in.bytes()), DistinctSketch.fromBytes(in.bytes()));
  }
}
