package dev.leeway.app.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A small real model: the probability that a flight is more than a quarter of an hour late, by
 * logistic regression on the hour, the distance, a forecast, and how often flights from that origin
 * and to that destination were late. Trained by plain gradient descent; deterministic.
 */
final class DelayModel {

  private static final int STEPS = 400;
  private static final double RATE = 0.5;

  /** Flights an airport's own rate must outweigh before it counts more than the average. */
  private static final double SHRINK = 100;

  /** A flight is called delayed above this probability. */
  private static final double CALLED_DELAYED = 0.25;

  private final double base;
  private final Map<String, Double> byOrigin;
  private final Map<String, Double> byDestination;
  private final double[] mean;
  private final double[] deviation;
  private final double[] weights;

  /** Scores have three decimals, as probabilities are told. */
  private static final double STEPS_OF_SCORES = 1_000;

  /** Trains on flights as the feed told of them, in whatever units it sends. */
  DelayModel(List<FedFlight> fed) {
    List<Flight> flights = fed.stream().map(FedFlight::flight).toList();
    base = flights.stream().filter(Flight::delayed).count() / (double) flights.size();
    byOrigin = rates(flights, Flight::origin);
    byDestination = rates(flights, Flight::destination);
    double[][] rows = fed.stream().map(this::features).toArray(double[][]::new);
    int columns = rows[0].length;
    mean = new double[columns];
    deviation = new double[columns];
    standardise(rows);
    weights = new double[columns + 1];
    descend(rows, flights);
  }

  /** The probability of a delay. */
  double probability(FedFlight fed) {
    double[] row = features(fed);
    for (int i = 0; i < row.length; i++) {
      row[i] = (row[i] - mean[i]) / deviation[i];
    }
    return Math.rint(sigmoid(score(row)) * STEPS_OF_SCORES) / STEPS_OF_SCORES;
  }

  boolean callsDelayed(double probability) {
    return probability > CALLED_DELAYED;
  }

  private double[] features(FedFlight fed) {
    double hour = fed.flight().departs().getHour() / 24.0;
    return new double[] {
      hour,
      hour * hour,
      fed.distance(),
      fed.forecast(),
      byOrigin.getOrDefault(fed.flight().origin(), base),
      byDestination.getOrDefault(fed.flight().destination(), base)
    };
  }

  private Map<String, Double> rates(List<Flight> flights, Function<Flight, String> airport) {
    Map<String, double[]> counts = new HashMap<>();
    for (Flight flight : flights) {
      double[] count = counts.computeIfAbsent(airport.apply(flight), key -> new double[2]);
      count[0]++;
      if (flight.delayed()) count[1]++;
    }
    Map<String, Double> rates = new HashMap<>();
    counts.forEach(
        (key, count) -> rates.put(key, (count[1] + SHRINK * base) / (count[0] + SHRINK)));
    return rates;
  }

  private void standardise(double[][] rows) {
    for (int i = 0; i < mean.length; i++) {
      for (double[] row : rows) mean[i] += row[i] / rows.length;
      for (double[] row : rows) deviation[i] += Math.pow(row[i] - mean[i], 2) / rows.length;
      deviation[i] = Math.max(1e-9, Math.sqrt(deviation[i]));
      for (double[] row : rows) row[i] = (row[i] - mean[i]) / deviation[i];
    }
  }

  private void descend(double[][] rows, List<Flight> flights) {
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[weights.length];
      for (int n = 0; n < rows.length; n++) {
        double error = sigmoid(score(rows[n])) - (flights.get(n).delayed() ? 1 : 0);
        for (int i = 0; i < rows[n].length; i++) gradient[i] += error * rows[n][i];
        gradient[rows[n].length] += error;
      }
      for (int i = 0; i < weights.length; i++) weights[i] -= RATE * gradient[i] / rows.length;
    }
  }

  private double score(double[] row) {
    double score = weights[row.length];
    for (int i = 0; i < row.length; i++) score += weights[i] * row[i];
    return score;
  }

  private static double sigmoid(double score) {
    return 1 / (1 + Math.exp(-score));
  }
}
