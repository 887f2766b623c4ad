package dev.leeway.app.replay;

import dev.leeway.app.rows.RowSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Predictions and labels read from their files, each in the order of time. */
final class Spools implements AutoCloseable {

  private final EventSpool predictions = new EventSpool();
  private final EventSpool labels = new EventSpool();
  private final EventJson json;
  private final ReplayColumns columns;
  private final Duration every;

  /** When predictions were made, for labels that do not tell their own time; else empty. */
  private final Map<String, Long> madeAt = new HashMap<>();

  private long newest = Long.MIN_VALUE;

  /**
   * @param every how far rows are apart where the table does not tell
   */
  Spools(EventJson json, ReplayColumns columns, Duration every) {
    this.json = json;
    this.columns = columns;
    this.every = every;
  }

  /**
   * Reads both tables.
   *
   * @param labelTable null where labels are in the predictions' table, or there are none
   * @throws ReplayException if a row lacks what it needs
   */
  void read(RowSource predictionTable, @Nullable RowSource labelTable) {
    ColumnRoles roles = new ColumnRoles(predictionTable.columns(), columns, labelTable == null);
    boolean remembered = labelTable != null && columns.labelTime().isEmpty();
    predictionTable.forEach(
        new CellValues(roles.size(), row -> prediction(row, roles, remembered)));
    predictions.settle();
    if (labelTable != null) readLabels(labelTable);
    labels.settle();
  }

  EventSpool predictions() {
    return predictions;
  }

  EventSpool labels() {
    return labels;
  }

  @Override
  public void close() {
    predictions.close();
    labels.close();
  }

  private void prediction(CellValues row, ColumnRoles roles, boolean remembered) {
    String id = roles.id() < 0 ? "row-" + row.row() : id(row, roles.id());
    long time =
        roles.time() < 0 ? (row.row() - 1) * every.toMillis() : time(row, roles.time(), "row");
    newest = Math.max(newest, time);
    predictions.add(time, json.prediction(id, row, roles));
    if (remembered) madeAt.put(id, time);
    Object label = roles.label() < 0 ? null : row.cell(roles.label());
    if (label == null) return;
    long known =
        roles.labelTime() < 0
            ? time + columns.labelDelay().toMillis()
            : time(row, roles.labelTime(), "label of row");
    labels.add(known, json.label(id, label));
  }

  private void readLabels(RowSource table) {
    List<String> names = table.columns();
    int id = ColumnRoles.place(columns.id(), names);
    int label = ColumnRoles.place(columns.label(), names);
    int time = ColumnRoles.place(columns.labelTime(), names);
    if (id < 0) throw ReplayException.badInput("which column of the labels names a prediction?");
    table.forEach(
        new CellValues(
            names.size(),
            row -> {
              Object value = row.cell(label);
              if (value == null) return;
              String prediction = id(row, id);
              long known = time < 0 ? after(prediction) : time(row, time, "label of row");
              labels.add(known, json.label(prediction, value));
            }));
  }

  /**
   * When the label of a prediction becomes known; of an unknown one, when that of the last does.
   */
  private long after(String prediction) {
    return Optional.ofNullable(madeAt.get(prediction)).orElse(newest)
        + columns.labelDelay().toMillis();
  }

  private static String id(CellValues row, int column) {
    String id = row.text(column);
    if (id == null || id.isEmpty()) {
      throw ReplayException.badInput("row " + row.row() + " has no id");
    }
    return id;
  }

  private static long time(CellValues row, int column, String what) {
    OptionalLong time = row.time(column);
    if (time.isEmpty()) {
      throw ReplayException.badInput(
          what
              + " "
              + row.row()
              + " has no time that can be read: ISO 8601 or a number of seconds,"
              + " milliseconds, microseconds or nanoseconds since 1970");
    }
    return time.getAsLong();
  }
}
