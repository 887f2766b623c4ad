package dev.leeway.app.replay;

import dev.leeway.app.rows.RowVisitor;
import dev.leeway.app.rows.TimeCell;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the cells of a row and hands the row on when it ends. */
final class CellValues implements RowVisitor {

  private final @Nullable Object[] cells;
  private final Consumer<CellValues> rows;
  private long row;

  CellValues(int columns, Consumer<CellValues> rows) {
    cells = new @Nullable Object[columns];
    this.rows = rows;
  }

  /** Number of the row at hand, from 1. */
  long row() {
    return row;
  }

  /** The cell: null, Boolean, Long, Double, String or double[]. */
  @Nullable Object cell(int column) {
    return cells[column];
  }

  /** The cell as an id or a tag: numbers in plain digits; null where it is missing. */
  @Nullable String text(int column) {
    Object cell = cells[column];
    if (cell instanceof double[]) return null;
    if (cell instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString(number.longValue());
    }
    return cell == null ? null : cell.toString();
  }

  /** The cell as a time in milliseconds of the epoch, if it is one. */
  OptionalLong time(int column) {
    Object cell = cells[column];
    if (cell instanceof String text) return TimeCell.millis(text);
    if (cell instanceof Number number) return TimeCell.millis(number.doubleValue());
    return OptionalLong.empty();
  }

  @Override
  public void startRow() {
    Arrays.fill(cells, null);
    row++;
  }

  @Override
  public void flag(int column, boolean value) {
    cells[column] = value;
  }

  @Override
  public void integer(int column, long value) {
    cells[column] = value;
  }

  @Override
  public void decimal(int column, double value) {
    // JSON has no other numbers; a missing one it has.
    if (Double.isFinite(value)) cells[column] = value;
  }

  @Override
  public void text(int column, String value) {
    cells[column] = value;
  }

  @Override
  public void vector(int column, double[] values) {
    cells[column] = values;
  }

  @Override
  public void endRow() {
    rows.accept(this);
  }
}
