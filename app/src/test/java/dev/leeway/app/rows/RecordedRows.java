package dev.leeway.app.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the rows it is told of: by column name, each value as the type it came with. */
final class RecordedRows implements RowVisitor {

  private final List<String> columns;
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private Map<String, Object> row = new TreeMap<>();

  private RecordedRows(List<String> columns) {
    this.columns = columns;
  }

  static List<Map<String, Object>> of(RowSource source) {
    RecordedRows recorded = new RecordedRows(source.columns());
    source.forEach(recorded);
    return recorded.rows;
  }

  @Override
  public void startRow() {
    row = new TreeMap<>();
  }

  @Override
  public void flag(int column, boolean value) {
    put(column, value);
  }

  @Override
  public void integer(int column, long value) {
    put(column, value);
  }

  @Override
  public void decimal(int column, double value) {
    put(column, value);
  }

  @Override
  public void text(int column, String value) {
    put(column, value);
  }

  @Override
  public void vector(int column, double[] values) {
    put(column, Arrays.stream(values).boxed().toList());
  }

  @Override
  public void endRow() {
    rows.add(row);
  }

  private void put(int column, Object value) {
    if (row.put(columns.get(column), value) != null) {
      throw new AssertionError("told twice: " + columns.get(column));
    }
  }
}
