package dev.leeway.app.compare;

import dev.leeway.app.rows.RowVisitor;
import dev.leeway.app.rows.TimeCell;
import java.time.Duration;
import java.util.OptionalLong;

/** Puts rows of one span of time into one chunk. */
final class RowsByTime implements RowVisitor {

  private final ChunkStore chunks;
  private final int timeColumn;
  private final long length;
  private final RowBuffer buffer = new RowBuffer();
  private OptionalLong time = OptionalLong.empty();
  private long row;
  private long untimed;

  /**
   * @param timeColumn place of the column that says when a row happened
   * @param length of a span; spans are aligned to the epoch
   */
  RowsByTime(ChunkStore chunks, int timeColumn, Duration length) {
    this.chunks = chunks;
    this.timeColumn = timeColumn;
    this.length = length.toMillis();
  }

  /** Rows that are in no chunk, for their time is missing or is none. */
  long untimed() {
    return untimed;
  }

  @Override
  public void startRow() {
    row++;
    time = OptionalLong.empty();
    buffer.startRow();
  }

  @Override
  public void flag(int column, boolean value) {
    buffer.flag(column, value);
  }

  @Override
  public void integer(int column, long value) {
    if (column == timeColumn) time = TimeCell.millis((double) value);
    buffer.integer(column, value);
  }

  @Override
  public void decimal(int column, double value) {
    if (column == timeColumn) time = TimeCell.millis(value);
    buffer.decimal(column, value);
  }

  @Override
  public void text(int column, String value) {
    if (column == timeColumn) time = TimeCell.millis(value);
    buffer.text(column, value);
  }

  @Override
  public void vector(int column, double[] values) {
    buffer.vector(column, values);
  }

  @Override
  public void endRow() {
    if (time.isEmpty()) {
      untimed++;
    } else {
      long key = Math.floorDiv(time.getAsLong(), length);
      buffer.tell(chunks.next(key, row));
      chunks.happened(key, time.getAsLong());
    }
  }
}
