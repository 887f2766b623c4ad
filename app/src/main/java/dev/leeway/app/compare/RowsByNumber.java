package dev.leeway.app.compare;

import dev.leeway.app.rows.RowVisitor;

/** Puts consecutive rows into one chunk, so many each. */
final class RowsByNumber implements RowVisitor {

  private final ChunkStore chunks;
  private final long each;
  private long row;
  private RowVisitor cells;

  /**
   * @param each rows of a chunk
   */
  RowsByNumber(ChunkStore chunks, long each) {
    this.chunks = chunks;
    this.each = each;
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
    cells.integer(column, value);
  }

  @Override
  public void decimal(int column, double value) {
    cells.decimal(column, value);
  }

  @Override
  public void text(int column, String value) {
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
}
