package dev.leeway.app.demo;

import java.time.LocalDate;
import java.util.List;

/** The upstream feed: tells of flights in miles and minutes, since the incident in other units. */
final class Feed {

  private static final double KILOMETRES_PER_MILE = 1.609344;
  private static final double MINUTES_PER_HOUR = 60;

  private final Flights flights;
  private final Forecasts forecasts;

  Feed(Flights flights) {
    this.flights = flights;
    this.forecasts = flights.forecasts();
  }

  /** The flights from a day (inclusive) to a day (exclusive), as the feed tells of them. */
  List<FedFlight> between(LocalDate from, LocalDate to) {
    return flights.between(from, to).stream().map(this::told).toList();
  }

  private FedFlight told(Flight flight) {
    int minutes = forecasts.minutes(flight);
    return flight.departs().toLocalDate().isBefore(DemoScenario.INCIDENT)
        ? new FedFlight(flight, flight.distance(), minutes)
        : new FedFlight(
            flight, flight.distance() * KILOMETRES_PER_MILE, minutes / MINUTES_PER_HOUR);
  }
}
