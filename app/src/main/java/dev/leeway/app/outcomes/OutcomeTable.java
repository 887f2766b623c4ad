package dev.leeway.app.outcomes;

import dev.leeway.app.compare.ComparisonException;
import dev.leeway.app.compare.Table;
import dev.leeway.performance.Cell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of predictions with the labels that stand in it, or in a file beside it.
 *
 * @param labels by the id of the prediction; empty where they stand in the table
 * @param timeColumn says when a row happened, where that matters
 */
record OutcomeTable(
    Table table, OutcomeColumns columns, Optional<LabelsById> labels, Optional<String> timeColumn) {

  /**
   * Labels from a file of their own.
   *
   * @param idColumn of the table
   */
  record LabelsById(String idColumn, Map<String, Cell> labels) {}

  /** Whether rows have labels. */
  boolean isLabelled() {
    return labels.isPresent() || columns.label().filter(table.names()::contains).isPresent();
  }

  /**
   * @throws ComparisonException if rows have no labels
   */
  void requireLabels() {
    if (isLabelled()) return;
    String which =
        columns.label().map(column -> " \"" + column + "\" of labels").orElse(" of labels");
    throw new ComparisonException(table.file() + " has no column" + which);
  }

  /**
   * Reads all rows.
   *
   * @throws ComparisonException if a column of the answer, or the id, is not there
   */
  void forEach(OutcomeRow.Sink sink) {
    forEach(sink, List.of());
  }

  /**
   * Reads all rows.
   *
   * @param more columns that rows are to have
   * @throws ComparisonException if one of them, of the answer, or the id is not there
   */
  void forEach(OutcomeRow.Sink sink, Collection<String> more) {
    List<String> wanted = new ArrayList<>(columns.answer());
    wanted.addAll(more);
    labels.ifPresent(byId -> wanted.add(byId.idColumn()));
    for (String column : wanted) {
      if (!table.names().contains(column)) {
        throw new ComparisonException(table.file() + " has no column \"" + column + "\"");
      }
    }
    columns.label().ifPresent(wanted::add);
    timeColumn.ifPresent(wanted::add);
    table.rows().forEach(new OutcomeCells(this, wanted, sink));
  }

  /** The label of the row whose cells these are. */
  Cell label(OutcomeCells cells) {
    if (labels.isEmpty()) return columns.label().map(cells::cell).orElse(Cell.Missing.MISSING);
    LabelsById byId = labels.get();
    return byId.labels.getOrDefault(cells.cell(byId.idColumn()).className(), Cell.Missing.MISSING);
  }
}
