package dev.leeway.emitter;

import dev.leeway.eventlog.ColumnBytes;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Java's values as columns. */
final class ColumnValues {

  private ColumnValues() {}

  static void put(String name, @Nullable Object value, ColumnBytes columns) {
    if (value == null) {
      columns.missing(name);
    } else if (value instanceof Boolean flag) {
      columns.put(name, flag.booleanValue());
    } else if (value instanceof Number number) {
      putNumber(name, number, columns);
    } else if (value instanceof CharSequence text) {
      columns.put(name, text.toString());
    } else if (value instanceof Enum<?> constant) {
      columns.put(name, constant.name());
    } else if (value instanceof float[] vector) {
      columns.put(name, vector, vector.length);
    } else if (value instanceof double[] vector) {
      columns.put(name, narrowed(vector), vector.length);
    } else {
      throw unfit(name, value);
    }
  }

  private static void putNumber(String name, Number number, ColumnBytes columns) {
    if (number instanceof Double || number instanceof Float || number instanceof BigDecimal) {
      columns.put(name, number.doubleValue());
    } else if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      columns.put(name, number.longValue());
    } else {
      throw unfit(name, number);
    }
  }

  private static float[] narrowed(double[] vector) {
    float[] narrow = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      narrow[i] = (float) vector[i];
    }
    return narrow;
  }

  private static IllegalArgumentException unfit(String name, Object value) {
    return new IllegalArgumentException(name + " cannot be a " + value.getClass().getName());
  }
}
