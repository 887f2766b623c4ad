package dev.leeway.rule;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When nobody is to be told. An alert that opens then is told at the end of it, unless it is over
 * by then.
 *
 * @param zone where days begin and clocks stand
 * @param hours of every week
 * @param dates of the calendar
 */
public record QuietTimes(ZoneId zone, List<Hours> hours, List<Dates> dates) {

  /** Somebody is always told. */
  public static final QuietTimes NONE = new QuietTimes(ZoneOffset.UTC, List.of(), List.of());

  public QuietTimes {
    requireNonNull(zone, "zone");
    hours = List.copyOf(hours);
    dates = List.copyOf(dates);
  }

  /**
   * Hours of a day.
   *
   * @param days days on which they begin; empty for all
   * @param to not included; at or before {@code from} it is of the next day, and at {@code from}
   *     itself that is a whole day
   */
  public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    public Hours {
      requireNonNull(from, "from");
      requireNonNull(to, "to");
      days = Set.copyOf(days);
    }

    private boolean holds(DayOfWeek day, LocalTime time) {
      boolean sameDay = from.isBefore(to);
      if (!time.isBefore(from) && (!sameDay || time.isBefore(to))) return begins(day);
      return !sameDay && time.isBefore(to) && begins(day.minus(1));
    }

    private boolean begins(DayOfWeek day) {
      return days.isEmpty() || days.contains(day);
    }
  }

  /**
   * Days of the calendar.
   *
   * @param last included
   */
  public record Dates(LocalDate first, LocalDate last) {

    /**
     * @throws IllegalArgumentException if the last lies before the first
     */
    public Dates {
      if (last.isBefore(first)) {
        throw new IllegalArgumentException("dates: " + last + " lies before " + first);
      }
    }

    private boolean holds(LocalDate date) {
      return !date.isBefore(first) && !date.isAfter(last);
    }
  }

  /** Why nobody is to be told at that time, in a word or two; empty if somebody is. */
  public Optional<String> at(Instant time) {
    ZonedDateTime local = time.atZone(zone);
    LocalDate date = local.toLocalDate();
    if (dates.stream().anyMatch(each -> each.holds(date))) return Optional.of("quiet day " + date);
    boolean quiet =
        hours.stream().anyMatch(each -> each.holds(local.getDayOfWeek(), local.toLocalTime()));
    return quiet ? Optional.of("quiet hours") : Optional.empty();
  }
}
