package dev.leeway.app.rows;

/** Looks at nothing. */
final class NoRows implements RowVisitor {

  @Override
  public void startRow() {}

  @Override
  public void flag(int column, boolean value) {}

  @Override
  public void integer(int column, long value) {}

  @Override
  public void decimal(int column, double value) {}

  @Override
  public void text(int column, String value) {}

  @Override
  public void vector(int column, double[] values) {}

  @Override
  public void endRow() {}
}
