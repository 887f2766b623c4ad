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

  void add(byte[] bytes, int offset, int length) {
    long millis = TimeText.millis(bytes, offset, length);
    if (millis == TimeText.NONE) addWrongType();
    else add((double) millis);
  }

  /** A time in milliseconds since the epoch. */
  void add(double millis) {
    times.add(millis);
    boolean finite = Double.isFinite(millis);
    long whole = (long) Math.floor(millis);
    long hour = Math.floorMod(whole, DAY) / HOUR;
    long weekday = Math.floorMod(Math.floorDiv(whole, DAY) + EPOCH_WEEKDAY - 1, 7L) + 1;
    if (hours != null) hours.add(finite ? (double) hour : millis);
    if (weekdays != null) {
      weekdays.add(finite ? (double) weekday : millis);
    }
  }

  @Override
  public void addWrongType() {
    times.addWrongType();
    if (hours != null) hours.addWrongType();
    if (weekdays != null) weekdays.addWrongType();
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
