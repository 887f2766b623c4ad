package dev.leeway.app.compare;

import dev.leeway.reference.CellSink;
import dev.leeway.reference.ReferenceCounter;

/**
 * Takes the ids of rows from their column. Numbers that differ as numbers are different ids.
 *
 * @param column place of the ids
 */
record RowIds(ReferenceCounter rows, int column) implements CellSink {

  @Override
  public void startRow() {}

  @Override
  public void number(int column, double value) {
    if (column == this.column) rows.id(Double.toString(value));
  }

  @Override
  public void text(int column, String value) {
    if (column == this.column) rows.id(value);
  }

  @Override
  public void flag(int column, boolean value) {
    if (column == this.column) rows.id(String.valueOf(value));
  }

  @Override
  public void vector(int column, double norm) {}
}
