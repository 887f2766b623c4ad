package dev.leeway.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.rule.QuietTimes.Dates;
import dev.leeway.rule.QuietTimes.Hours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuietTimesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void at_goesByTheClockOfTheZone_inSummerAndWinter() {
    QuietTimes nights = hours(Set.of(), "22:00", "07:00");

    assertThat(nights.at(Instant.parse("2026-07-01T20:00:00Z"))).contains("quiet hours");
    assertThat(nights.at(Instant.parse("2026-07-01T19:59:59Z"))).isEmpty();
    assertThat(nights.at(Instant.parse("2026-12-01T20:00:00Z"))).isEmpty();
    assertThat(nights.at(Instant.parse("2026-12-01T21:00:00Z"))).contains("quiet hours");
    assertThat(nights.at(Instant.parse("2026-12-02T05:59:59Z"))).contains("quiet hours");
    assertThat(nights.at(Instant.parse("2026-12-02T06:00:00Z"))).isEmpty();
  }

  /** The night that begins on Friday lasts into Saturday, and none begins then. */
  @Test
  void at_countsANightToTheDayOnWhichItBegins() {
    QuietTimes friday = hours(Set.of(DayOfWeek.FRIDAY), "22:00", "07:00");

    assertThat(friday.at(Instant.parse("2026-11-27T22:30:00Z"))).isPresent();
    assertThat(friday.at(Instant.parse("2026-11-28T05:30:00Z"))).isPresent();
    assertThat(friday.at(Instant.parse("2026-11-28T22:30:00Z"))).isEmpty();
    assertThat(friday.at(Instant.parse("2026-11-27T05:30:00Z"))).isEmpty();
  }

  @Test
  void at_ofOneDayEndsBeforeItsEnd() {
    QuietTimes lunch = hours(Set.of(), "12:00", "13:00");

    assertThat(lunch.at(Instant.parse("2026-12-01T11:30:00Z"))).isPresent();
    assertThat(lunch.at(Instant.parse("2026-12-01T12:00:00Z"))).isEmpty();
  }

  @Test
  void at_fromATimeToItselfIsAWholeDay() {
    QuietTimes sunday = hours(Set.of(DayOfWeek.SUNDAY), "00:00", "00:00");

    assertThat(sunday.at(Instant.parse("2026-11-28T22:59:59Z"))).isEmpty();
    assertThat(sunday.at(Instant.parse("2026-11-28T23:00:00Z"))).isPresent();
    assertThat(sunday.at(Instant.parse("2026-11-29T22:59:59Z"))).isPresent();
    assertThat(sunday.at(Instant.parse("2026-11-29T23:00:00Z"))).isEmpty();
  }

  @Test
  void at_knowsDaysOfTheCalendar() {
    Dates holidays = new Dates(LocalDate.parse("2026-12-24"), LocalDate.parse("2026-12-26"));
    QuietTimes quiet = new QuietTimes(BERLIN, List.of(), List.of(holidays));

    assertThat(quiet.at(Instant.parse("2026-12-23T22:59:59Z"))).isEmpty();
    assertThat(quiet.at(Instant.parse("2026-12-23T23:00:00Z"))).contains("quiet day 2026-12-24");
    assertThat(quiet.at(Instant.parse("2026-12-26T22:59:59Z"))).contains("quiet day 2026-12-26");
    assertThat(quiet.at(Instant.parse("2026-12-26T23:00:00Z"))).isEmpty();
  }

  @Test
  void dates_mustBeInOrder() {
    assertThatThrownBy(
            () -> new Dates(LocalDate.parse("2026-12-26"), LocalDate.parse("2026-12-24")))
        .hasMessageContaining("lies before");
  }

  private static QuietTimes hours(Set<DayOfWeek> days, String from, String to) {
    Hours hours = new Hours(days, LocalTime.parse(from), LocalTime.parse(to));
    return new QuietTimes(BERLIN, List.of(hours), List.of());
  }
}
