package dev.leeway.app.compare;

import dev.leeway.reference.CellSink;

/** Hands every cell to two sinks. */
record BothSinks(CellSink one, CellSink other) implements CellSink {

  @Override
  public void startRow() {
    one.startRow();
    other.startRow();
  }

  @Override
  public void number(int column, double value) {
    one.number(column, value);
    other.number(column, value);
  }

  @Override
  public void text(int column, String value) {
    one.text(column, value);
    other.text(column, value);
  }

  @Override
  public void flag(int column, boolean value) {
    one.flag(column, value);
    other.flag(column, value);
  }

  @Override
  public void vector(int column, double norm) {
    one.vector(column, norm);
    other.vector(column, norm);
  }

  @Override
  public void vector(int column, double[] components) {
    one.vector(column, components);
    other.vector(column, components);
  }
}
