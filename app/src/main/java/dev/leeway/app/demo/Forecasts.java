package dev.leeway.app.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Made up, because the data has nothing that foretells a delay: how late each flight is forecast to
 * be among the flights of its day, in minutes from an hour early to an hour late. It is their true
 * order, disturbed, so every day's forecasts spread alike.
 */
final class Forecasts {

  /** Disturbs the order so much that a model by it is good, and not too good to be true. */
  private static final double NOISE = 0.2;

  private static final int MOST = 60;

  private static final long SEED = 20010305;

  /** So many uniform numbers add up to a normal one, with the same bits on every platform. */
  private static final int UNIFORMS = 12;

  private final Map<String, Integer> byFlight = new HashMap<>();
  private final SplittableRandom random = new SplittableRandom(SEED);

  /**
   * @param flights in order of departure
   */
  Forecasts(List<Flight> flights) {
    Map<LocalDate, List<Flight>> days =
        flights.stream().collect(Collectors.groupingBy(flight -> flight.departs().toLocalDate()));
    days.keySet().stream().sorted().forEach(day -> add(days.getOrDefault(day, List.of())));
  }

  /** In whole minutes, from -60 to 60. */
  int minutes(Flight flight) {
    return byFlight.getOrDefault(flight.id(), 0);
  }

  private void add(List<Flight> day) {
    List<Flight> late = new ArrayList<>(day);
    late.sort(Comparator.comparingInt(Flight::delay));
    Map<Flight, Double> place = new HashMap<>();
    for (int i = 0; i < late.size(); i++) {
      place.put(late.get(i), (i + 0.5) / late.size() + NOISE * normal());
    }
    late.sort(Comparator.comparingDouble(flight -> place.getOrDefault(flight, 0.0)));
    for (int i = 0; i < late.size(); i++) {
      byFlight.put(late.get(i).id(), (int) Math.round(MOST * (2 * (i + 0.5) / late.size() - 1)));
    }
  }

  private double normal() {
    double sum = -UNIFORMS / 2.0;
    for (int i = 0; i < UNIFORMS; i++) sum += random.nextDouble();
    return sum;
  }
}
