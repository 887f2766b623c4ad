package dev.leeway.app.compare;

import dev.leeway.app.rows.RowVisitor;
import dev.leeway.app.rows.TimeCell;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Puts consecutive rows into one chunk, so many each. */
final class RowsByNumber implements RowVisitor {

  private static final int NONE = -1;

  private final ChunkStore chunks;
  private final long each;
  private final int timeColumn;
  private long row;
  private RowVisitor cells;

  /**
   * @param each rows of a chunk
   * @param timeColumn place of the column that says when a row happened; empty if none does
   */
  RowsByNumber(ChunkStore chunks, long each, OptionalInt timeColumn) {
    this.chunks = chunks;
    this.each = each;
    this.timeColumn = timeColumn.orElse(NONE);
    cells = new RowBuffer();
  }

  @Override
  public void startRow() {
    cells = chunks.next(row / each, row + 1);
    row++;
    cells.startRow();
  }

  @Override
  public void flag(int column, boolean value) {
    cells.flag(column, value);
  }

  @Override
  public void integer(int column, long value) {
    if (column == timeColumn) happened(TimeCell.millis((double) value));
    cells.integer(column, value);
  }

  @Override
  public void decimal(int column, double value) {
    if (column == timeColumn) happened(TimeCell.millis(value));
    cells.decimal(column, value);
  }

  @Override
  public void text(int column, String value) {
    if (column == timeColumn) happened(TimeCell.millis(value));
    cells.text(column, value);
  }

  @Override
  public void vector(int column, double[] values) {
    cells.vector(column, values);
  }

  @Override
  public void endRow() {
    cells.endRow();
  }

  private void happened(OptionalLong time) {
    if (time.isPresent()) chunks.happened((row - 1) / each, time.getAsLong());
  }
}
