package dev.leeway.app.compare;

import dev.leeway.app.compare.TextGrid.Cell;
import dev.leeway.app.compare.TextGrid.Column;
import dev.leeway.performance.Explanation;
import dev.leeway.performance.Fairness;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Performance by segment, what of a change is due to which, and how differently they are treated.
 */
final class SegmentTable {

  /** Segments in the table: those with the most rows. */
  private static final int SHOWN = 20;

  /** Parts named in the line of a change. */
  private static final int NAMED = 3;

  private final BySegment segments;
  private final Ink ink;

  SegmentTable(BySegment segments, Ink ink) {
    this.segments = segments;
    this.ink = ink;
  }

  /** All tables, each after an empty line. */
  List<String> lines(int width) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(performance().lines(width, ink::faint));
    int more = segments.segments().size() - SHOWN;
    if (more > 0) lines.add(ink.faint("and " + Words.count(more, "segment") + " more"));
    if (!segments.explanations().isEmpty()) {
      lines.add("");
      lines.addAll(changes().lines(width, ink::faint));
    }
    segments
        .fairness()
        .filter(fairness -> fairness.gap(Fairness.Rate.SELECTION).isPresent())
        .ifPresent(
            fairness -> {
              lines.add("");
              lines.addAll(gaps(fairness).lines(width, ink::faint));
            });
    return lines;
  }

  private TextGrid performance() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.left(Words.name(segments.column()).toUpperCase(Locale.ROOT)));
    columns.add(Column.right("ROWS"));
    columns.add(Column.right("LABELLED"));
    List<PerformanceKey> keys =
        segments.segments().values().stream()
            .limit(1)
            .flatMap(segment -> segment.measures().stream())
            .map(PerformanceResult::key)
            .toList();
    keys.forEach(key -> columns.add(Column.right(key.toString())));
    TextGrid grid = new TextGrid(columns);
    segments.segments().entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().predicted()))
        .limit(SHOWN)
        .forEach(entry -> grid.add(line(entry.getKey(), entry.getValue())));
    return grid;
  }

  private static List<Cell> line(String name, SegmentPerformance segment) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.plain(Words.name(name)));
    cells.add(Cell.plain(Words.count(segment.predicted())));
    cells.add(Cell.plain(Words.count(segment.labelled())));
    for (PerformanceResult result : segment.measures()) {
      cells.add(Cell.plain(result.found().map(Found::value).map(Words::number).orElse("-")));
    }
    return cells;
  }

  private TextGrid changes() {
    TextGrid grid =
        new TextGrid(
            List.of(
                Column.left("CHANGE OF"),
                Column.right("BEFORE"),
                Column.right("AFTER"),
                Column.right("CHANGE"),
                Column.right("MIX"),
                Column.right("WITHIN"),
                Column.left("MOST BY")));
    segments
        .explanations()
        .forEach(
            (key, change) ->
                grid.add(
                    List.of(
                        Cell.plain(Words.name(key.toString())),
                        Cell.plain(Words.number(change.before())),
                        Cell.plain(Words.number(change.after())),
                        Cell.plain(signed(change.after() - change.before())),
                        Cell.plain(signed(change.mix())),
                        Cell.plain(signed(change.within())),
                        Cell.plain(most(change)))));
    return grid;
  }

  private static String most(Explanation change) {
    return change.parts().entrySet().stream()
        .sorted(Comparator.comparing(part -> -Math.abs(sum(part.getValue()))))
        .limit(NAMED)
        .map(part -> Words.name(part.getKey()) + " " + signed(sum(part.getValue())))
        .reduce((some, more) -> some + ", " + more)
        .orElse("");
  }

  private static double sum(Explanation.Part part) {
    return part.mix() + part.within();
  }

  private TextGrid gaps(Fairness fairness) {
    TextGrid grid =
        new TextGrid(
            List.of(
                Column.left("FAIRNESS"),
                Column.right("LOWEST"),
                Column.right("HIGHEST"),
                Column.right("GAP"),
                Column.right("ERROR"),
                Column.right("RATIO"),
                Column.left("BETWEEN")));
    for (Fairness.Rate rate : Fairness.Rate.values()) {
      fairness
          .gap(rate)
          .ifPresent(
              gap ->
                  grid.add(line(rate, gap, fairness.rates().getOrDefault(rate, new TreeMap<>()))));
    }
    return grid;
  }

  private List<Cell> line(Fairness.Rate rate, Fairness.Gap gap, Map<String, Found> rates) {
    boolean adverse =
        rate == Fairness.Rate.SELECTION && gap.ratio().orElse(1) < Fairness.FOUR_FIFTHS;
    String ratio = gap.ratio().isPresent() ? Words.number(gap.ratio().getAsDouble()) : "-";
    return List.of(
        Cell.plain(rate.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " rate"),
        Cell.plain(value(rates, gap.lowest())),
        Cell.plain(value(rates, gap.highest())),
        Cell.plain(Words.number(gap.difference())),
        Cell.plain(Words.number(gap.standardError())),
        new Cell(ratio, text -> adverse ? ink.doubtful(text) : text),
        Cell.plain(Words.name(gap.lowest()) + " and " + Words.name(gap.highest())));
  }

  private static String value(Map<String, Found> rates, String segment) {
    Found found = rates.get(segment);
    return found == null ? "-" : Words.number(found.value());
  }

  private static String signed(double value) {
    return (value > 0 ? "+" : "") + Words.number(value);
  }
}
