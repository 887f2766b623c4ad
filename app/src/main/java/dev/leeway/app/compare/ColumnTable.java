package dev.leeway.app.compare;

import dev.leeway.app.compare.TextGrid.Cell;
import dev.leeway.app.compare.TextGrid.Column;
import dev.leeway.app.profile.KindText;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.Part;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The columns of one verdict as a table, those that drifted first. */
final class ColumnTable {

  private final List<ColumnVerdict> columns;
  private final Ink ink;

  /** Of the columns that drifted, by name. */
  private final Map<String, Double> parts = new HashMap<>();

  ColumnTable(List<ColumnVerdict> columns, Ink ink) {
    this.columns =
        columns.stream()
            .sorted(
                Comparator.comparing((ColumnVerdict column) -> urgency(column.state()))
                    .thenComparing(column -> -moved(column)))
            .toList();
    this.ink = ink;
    Part.of(columns).forEach(part -> parts.put(part.column().column(), part.share()));
  }

  /**
   * By our rule: the part in the drift, effect beside evidence, then the given measures. What moved
   * is told of all columns where lines may be of any length, on a terminal only of those that
   * drifted.
   *
   * @param width of the terminal; 0 for one line per column
   */
  List<String> lines(List<Measure> measures, int width) {
    List<Column> titles = head();
    titles.add(Column.right("PART"));
    titles.add(Column.right("EFFECT"));
    titles.add(Column.right("EVIDENCE"));
    measures.forEach(measure -> titles.add(Column.right(title(measure))));
    titles.add(Column.left("WHAT MOVED"));
    TextGrid grid = new TextGrid(titles);
    for (ColumnVerdict column : columns) {
      List<Cell> cells = head(column);
      Double part = parts.get(column.column());
      cells.add(Cell.plain(part == null ? "-" : Math.round(100 * part) + " %"));
      cells.add(cell(column, Measure.EFFECT));
      cells.add(cell(column, Measure.EVIDENCE));
      measures.forEach(measure -> cells.add(cell(column, measure)));
      boolean told = width == 0 || column.state() != State.OK;
      cells.add(Cell.plain(told ? Words.plain(column.why()) : ""));
      grid.add(cells);
    }
    return grid.lines(width, ink::faint);
  }

  /** By another tool's rule: the measure that decides for the column, which comes first in it. */
  List<String> modeLines(int width) {
    List<Column> titles = head();
    titles.add(Column.left("MEASURE"));
    titles.add(Column.right("VALUE"));
    titles.add(Column.right("P-VALUE"));
    titles.add(Column.right("THRESHOLD"));
    titles.add(Column.left(""));
    TextGrid grid = new TextGrid(titles);
    for (ColumnVerdict column : columns) {
      List<Cell> cells = head(column);
      Optional<MeasureResult> first = column.measures().stream().findFirst();
      cells.add(Cell.plain(first.map(result -> result.measure().key()).orElse("-")));
      cells.add(Cell.plain(first.map(result -> Words.number(result.value())).orElse("-")));
      cells.add(Cell.plain(optional(first.flatMap(result -> boxed(result.pValue())))));
      cells.add(Cell.plain(optional(first.flatMap(result -> boxed(result.threshold())))));
      // Of all others it repeats the numbers.
      boolean told = column.state() == State.UNKNOWN;
      cells.add(Cell.plain(told ? Words.plain(column.why()) : ""));
      grid.add(cells);
    }
    return grid.lines(width, ink::faint);
  }

  /** The rule in a line; empty where columns differ in it. */
  Optional<String> rule() {
    Optional<Double> evidence = common(Measure.EVIDENCE);
    Optional<Double> effect = common(Measure.EFFECT);
    if (evidence.isEmpty() || effect.isEmpty()) return Optional.empty();
    if (columns.stream().anyMatch(ColumnTable::hasOwnRule)) return Optional.empty();
    return Optional.of(
        "A column has drifted when its evidence reaches "
            + Words.powerOfTen(evidence.get())
            + " and its effect is above "
            + Words.percent(effect.get()));
  }

  /** Whether a threshold of the monitor's decides on it. */
  private static boolean hasOwnRule(ColumnVerdict column) {
    return column.measures().stream()
        .filter(result -> result.measure() != Measure.EVIDENCE)
        .filter(result -> result.measure() != Measure.EFFECT)
        .anyMatch(result -> result.threshold().isPresent());
  }

  private Optional<Double> common(Measure measure) {
    List<Double> thresholds =
        columns.stream()
            .flatMap(column -> column.measure(measure).stream())
            .flatMap(result -> boxed(result.threshold()).stream())
            .distinct()
            .toList();
    return thresholds.size() == 1 ? Optional.of(thresholds.get(0)) : Optional.empty();
  }

  private static List<Column> head() {
    return new ArrayList<>(
        List.of(Column.left("STATE"), Column.left("COLUMN"), Column.left("KIND")));
  }

  private List<Cell> head(ColumnVerdict column) {
    return new ArrayList<>(
        List.of(
            new Cell(column.state().name(), text -> state(column.state(), text)),
            new Cell(Words.name(column.column()), name -> name(column.state(), name)),
            Cell.plain(KindText.of(column.kind()))));
  }

  private String state(State state, String text) {
    return switch (state) {
      case DRIFTED, FAILED -> ink.bad(text);
      case OK -> ink.good(text);
      case UNKNOWN -> ink.doubtful(text);
    };
  }

  private String name(State state, String name) {
    return state == State.DRIFTED ? ink.strong(name) : name;
  }

  private Cell cell(ColumnVerdict column, Measure measure) {
    Optional<MeasureResult> found = column.measure(measure);
    if (found.isEmpty()) return Cell.plain("-");
    MeasureResult result = found.get();
    String text =
        switch (measure) {
          case EFFECT -> Words.percent(result.value());
          case EVIDENCE -> Words.powerOfTen(result.value());
          default -> Words.number(result.value());
        };
    boolean over = result.value() >= result.threshold().orElse(Double.POSITIVE_INFINITY);
    return new Cell(text, over ? ink::strong : plain -> plain);
  }

  /** Where the eye goes first. */
  private static int urgency(State state) {
    return switch (state) {
      case DRIFTED, FAILED -> 0;
      case UNKNOWN -> 1;
      case OK -> 2;
    };
  }

  /** The effect; for another tool how far its measure is from the threshold. */
  private static double moved(ColumnVerdict column) {
    Optional<MeasureResult> effect = column.measure(Measure.EFFECT);
    if (effect.isPresent()) return effect.get().value();
    return column.measures().stream().findFirst().map(MeasureResult::value).orElse(0.0);
  }

  private static String title(Measure measure) {
    return measure == Measure.JENSEN_SHANNON ? "JS" : measure.key().toUpperCase(Locale.ROOT);
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  private static String optional(Optional<Double> value) {
    return value.map(Words::number).orElse("-");
  }
}
