package dev.leeway.mode;

import dev.leeway.measure.Tails;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Deequ's chi-square test of whether observed counts fit expected shares. Categories that are not
 * expected are left out. Before the test the rarest expected category is joined with the next
 * rarest until no more than a fifth of the categories expect fewer than 5 rows; of two categories,
 * each has to expect 10.
 */
record DeequChiSquare(double statistic, double pValue) {

  private static final int FEWEST = 2;

  /** Yates, Moore and McCabe, The Practice of Statistics, 1999, p. 734. */
  private static final int FEW_ROWS = 5;

  private static final double FEW_CATEGORIES = 0.2;

  /** Cochran, The chi-square test of goodness of fit, Ann. Math. Statist. 23, 1952. */
  private static final int FEW_ROWS_OF_TWO = 10;

  /** The test; empty where fewer than two categories are left. */
  static Optional<DeequChiSquare> of(
      SortedMap<String, Long> observed, SortedMap<String, Long> expected) {
    double rows = 0;
    double expectedRows = 0;
    for (Map.Entry<String, Long> entry : expected.entrySet()) {
      rows += observed.getOrDefault(entry.getKey(), 0L);
      expectedRows += entry.getValue();
    }
    SortedMap<String, Double> counts = new TreeMap<>();
    SortedMap<String, Double> wanted = new TreeMap<>();
    for (Map.Entry<String, Long> entry : expected.entrySet()) {
      counts.put(entry.getKey(), (double) observed.getOrDefault(entry.getKey(), 0L));
      wanted.put(entry.getKey(), entry.getValue() / expectedRows * rows);
    }
    while (wanted.size() >= FEWEST && tooManyAreSmall(wanted)) {
      join(counts, wanted);
    }
    if (wanted.size() < FEWEST) return Optional.empty();
    double sum = 0;
    for (Map.Entry<String, Double> entry : wanted.entrySet()) {
      double off = counts.getOrDefault(entry.getKey(), 0.0) - entry.getValue();
      sum += off * off / entry.getValue();
    }
    return Optional.of(new DeequChiSquare(sum, Tails.chiSquare(sum, wanted.size() - 1)));
  }

  private static boolean tooManyAreSmall(SortedMap<String, Double> wanted) {
    boolean two = wanted.size() == FEWEST;
    int few = two ? FEW_ROWS_OF_TWO : FEW_ROWS;
    int allowed = two ? 0 : (int) (FEW_CATEGORIES * wanted.size());
    return wanted.values().stream().filter(rows -> rows < few).count() > allowed;
  }

  /** The rarest into the next rarest; of equally rare ones the first in the alphabet. */
  private static void join(SortedMap<String, Double> counts, SortedMap<String, Double> wanted) {
    String rarest = rarest(wanted);
    double smallest = wanted.getOrDefault(rarest, 0.0);
    wanted.remove(rarest);
    String next = rarest(wanted);
    wanted.merge(next, smallest, Double::sum);
    double moved = counts.getOrDefault(rarest, 0.0);
    counts.remove(rarest);
    counts.merge(next, moved, Double::sum);
  }

  private static String rarest(SortedMap<String, Double> wanted) {
    return wanted.entrySet().stream()
        .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .map(Map.Entry::getKey)
        .orElseThrow();
  }
}
