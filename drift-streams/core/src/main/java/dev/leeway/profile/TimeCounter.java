package dev.leeway.profile;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts a column of times: when, at what hour, on what day of the week. For one thread. */
final class TimeCounter implements Counter {

  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  /** The epoch was a Thursday, the fourth day of its week. */
  private static final int EPOCH_WEEKDAY = 4;

  private final NumericCounter times;
  private final @Nullable NumericCounter hours;
  private final @Nullable NumericCounter weekdays;

  /**
   * @param facets counters of the other facets, which are built and cleared at their own places
   */
  TimeCounter(NumericCounter times, Map<Facet, NumericCounter> facets) {
    this.times = times;
    hours = facets.get(Facet.HOUR);
    weekdays = facets.get(Facet.WEEKDAY);
  }

  @Override
  public void count(RowSlots slots, int slot, PendingRows pending) {
    NumericCounter.Column all = slots.numbers(slot);
    times.count(all, pending);
    if (hours != null) {
      hours.count(slots.derive(all, pending, TimeCounter::hour), pending);
    }
    if (weekdays != null) {
      weekdays.count(slots.derive(all, pending, TimeCounter::weekday), pending);
    }
  }

  private static double hour(double millis) {
    long hour = Math.floorMod((long) Math.floor(millis), DAY) / HOUR;
    return (double) hour;
  }

  private static double weekday(double millis) {
    long day = Math.floorDiv((long) Math.floor(millis), DAY);
    return (double) (Math.floorMod(day + EPOCH_WEEKDAY - 1, 7L) + 1);
  }

  @Override
  public NumericProfile build() {
    return times.build();
  }

  @Override
  public void clear() {
    times.clear();
  }
}
