package dev.leeway.app.compare;

import dev.leeway.app.rows.RowVisitor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One row, kept until it is known where it belongs: the cell that says so may come last. Arrays are
 * used again for every row.
 */
final class RowBuffer implements RowVisitor {

  private enum Type {
    FLAG,
    INTEGER,
    DECIMAL,
    OBJECT
  }

  private int[] columns = new int[64];
  private Type[] types = new Type[64];
  private long[] bits = new long[64];
  private @Nullable Object[] objects = new Object[64];
  private int size;

  @Override
  public void startRow() {
    size = 0;
  }

  @Override
  public void flag(int column, boolean value) {
    bits(column, Type.FLAG, value ? 1 : 0);
  }

  @Override
  public void integer(int column, long value) {
    bits(column, Type.INTEGER, value);
  }

  @Override
  public void decimal(int column, double value) {
    bits(column, Type.DECIMAL, Double.doubleToRawLongBits(value));
  }

  @Override
  public void text(int column, String value) {
    object(column, value);
  }

  @Override
  public void vector(int column, double[] values) {
    object(column, values);
  }

  @Override
  public void endRow() {}

  /** Tells the row to another. */
  void tell(RowVisitor visitor) {
    visitor.startRow();
    for (int i = 0; i < size; i++) {
      int column = columns[i];
      switch (types[i]) {
        case FLAG -> visitor.flag(column, bits[i] != 0);
        case INTEGER -> visitor.integer(column, bits[i]);
        case DECIMAL -> visitor.decimal(column, Double.longBitsToDouble(bits[i]));
        case OBJECT -> {
          if (objects[i] instanceof String text) visitor.text(column, text);
          else if (objects[i] instanceof double[] vector) visitor.vector(column, vector);
        }
      }
    }
    visitor.endRow();
  }

  private void bits(int column, Type type, long value) {
    int at = add(column, type);
    bits[at] = value;
  }

  private void object(int column, Object value) {
    int at = add(column, Type.OBJECT);
    objects[at] = value;
  }

  /** The place of one cell more; the arrays may be others afterwards. */
  private int add(int column, Type type) {
    if (size == columns.length) {
      int capacity = size * 2;
      columns = Arrays.copyOf(columns, capacity);
      types = Arrays.copyOf(types, capacity);
      bits = Arrays.copyOf(bits, capacity);
      objects = Arrays.copyOf(objects, capacity);
    }
    columns[size] = column;
    types[size] = type;
    return size++;
  }
}
