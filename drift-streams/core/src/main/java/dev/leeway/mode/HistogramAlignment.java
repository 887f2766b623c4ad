package dev.leeway.mode;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two histograms brought onto the union of their edges, as TensorFlow Data Validation does: rows
 * are spread evenly over a bin, and a bin without width stays a point, apart from bins round it.
 */
final class HistogramAlignment {

  private HistogramAlignment() {}

  /** One bin: so many rows from low to high. */
  record Bin(double low, double high, double rows) {}

  /** The bins of a NumPy histogram. */
  static List<Bin> bins(long[] counts, double[] edges) {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      bins.add(new Bin(edges[i], edges[i + 1], counts[i]));
    }
    return bins;
  }

  /** Shares of both in the common bins, each of sum 1. */
  static Shares align(List<Bin> reference, List<Bin> current) {
    TreeSet<Double> edges = new TreeSet<>();
    TreeSet<Double> points = new TreeSet<>();
    for (List<Bin> bins : List.of(reference, current)) {
      for (Bin bin : bins) {
        if (bin.low() == bin.high()) {
          points.add(bin.low());
        } else {
          edges.add(bin.low());
          edges.add(bin.high());
        }
      }
    }
    return new Shares(spread(reference, edges, points), spread(current, edges, points));
  }

  private static double[] spread(
      List<Bin> bins, NavigableSet<Double> edges, NavigableSet<Double> points) {
    SortedMap<Double, Double> wide = new TreeMap<>();
    SortedMap<Double, Double> narrow = new TreeMap<>();
    edges.forEach(edge -> wide.put(edge, 0.0));
    points.forEach(point -> narrow.put(point, 0.0));
    double total = 0;
    for (Bin bin : bins) {
      total += bin.rows();
      if (bin.low() == bin.high()) {
        narrow.merge(bin.low(), bin.rows(), Double::sum);
        continue;
      }
      for (double from : edges.subSet(bin.low(), bin.high())) {
        Double to = edges.higher(from);
        double part = to == null ? 0 : (to - from) / (bin.high() - bin.low()) * bin.rows();
        wide.merge(from, part, Double::sum);
      }
    }
    List<Double> rows = new ArrayList<>(wide.values());
    rows.addAll(narrow.values());
    double all = total;
    return rows.stream().mapToDouble(count -> count / all).toArray();
  }
}
