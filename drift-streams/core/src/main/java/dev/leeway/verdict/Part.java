package dev.leeway.verdict;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A drifted column and its part in the drift of its model.
 *
 * @param share in [0, 1]: how many of its rows moved, of those that moved in all drifted columns
 */
public record Part(ColumnVerdict column, double share) {

  /** Measures in [0, 1] that tell how much moved; the first that a column has is taken. */
  private static final List<Measure> MOVED =
      List.of(
          Measure.EFFECT,
          Measure.KS,
          Measure.TOTAL_VARIATION,
          Measure.L_INFINITY,
          Measure.JENSEN_SHANNON);

  public Part {
    requireNonNull(column, "column");
    if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("share " + share);
  }

  /**
   * The drifted columns, the largest part first, those that tie in their order. The shares sum to 1
   * unless no column tells how much moved.
   */
  public static List<Part> of(List<ColumnVerdict> columns) {
    List<ColumnVerdict> drifted =
        columns.stream().filter(column -> column.state() == State.DRIFTED).toList();
    double total = drifted.stream().mapToDouble(Part::moved).sum();
    return drifted.stream()
        .map(column -> new Part(column, total > 0 ? moved(column) / total : 0))
        .sorted(Comparator.comparingDouble((Part part) -> -part.share()))
        .toList();
  }

  /** The same by the column's name, in the same order. */
  public static Map<String, Part> byColumn(List<ColumnVerdict> columns) {
    Map<String, Part> parts = new LinkedHashMap<>();
    of(columns).forEach(part -> parts.putIfAbsent(part.column().column(), part));
    return parts;
  }

  private static double moved(ColumnVerdict column) {
    return MOVED.stream()
        .map(column::measure)
        .flatMap(Optional::stream)
        .findFirst()
        .map(result -> Math.max(0, result.value()))
        .orElse(0.0);
  }
}
