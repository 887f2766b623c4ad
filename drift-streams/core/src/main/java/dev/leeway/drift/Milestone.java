package dev.leeway.drift;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A moment from which evidence is summed up.
 *
 * @param index how many spans with rows lie before it
 * @param at where in event time it lies
 * @param before all rows that were counted before it
 */
record Milestone(long index, Instant at, Tally before) {

  Milestone {
    requireNonNull(at, "at");
    requireNonNull(before, "before");
    if (index < 0) throw new IllegalArgumentException("index " + index);
  }

  /**
   * Whether it is still a start when so many spans have been counted: all near ones, and of those
   * further back two in every doubling of the distance, always the first.
   */
  boolean isKept(long spans) {
    long age = spans - index;
    if (age < 4) return true;
    long raster = Long.highestOneBit(age) / 2;
    return index % raster == 0;
  }
}
