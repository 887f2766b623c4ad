package dev.leeway.app.outcomes;

import dev.leeway.app.compare.ComparisonException;
import dev.leeway.app.compare.Table;
import dev.leeway.performance.Cell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labels in a file of their own, one row each: the prediction's id and what came true. */
final class LabelFile {

  private LabelFile() {}

  /** Which of the file's columns holds the labels: the given one, or the only one beside the id. */
  static String labelColumn(Table table, String idColumn, Optional<String> given) {
    if (given.isPresent()) return given.get();
    List<String> others = table.names().stream().filter(name -> !name.equals(idColumn)).toList();
    if (others.size() == 1) return others.get(0);
    throw new ComparisonException(
        table.file() + " has several columns beside the id: which holds labels? --label-column");
  }

  /**
   * The labels by id; of several for one id the last holds.
   *
   * @throws ComparisonException if one of the columns is not there
   */
  static Map<String, Cell> read(Table table, String idColumn, String labelColumn) {
    OutcomeColumns columns =
        new OutcomeColumns(
            Optional.of(labelColumn),
            Optional.of(idColumn),
            List.of(),
            List.of(),
            Optional.empty());
    if (!table.names().contains(labelColumn)) {
      throw new ComparisonException(table.file() + " has no column \"" + labelColumn + "\"");
    }
    Map<String, Cell> labels = new HashMap<>();
    new OutcomeTable(table, columns, Optional.empty(), Optional.empty())
        .forEach(row -> labels.put(row.outputs().cell(idColumn).className(), row.label()));
    labels.remove("");
    return labels;
  }
}
