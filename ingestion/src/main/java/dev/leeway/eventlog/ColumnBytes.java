package dev.leeway.eventlog;

import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.wire.AvroBytes;
import org.apache.avro.Schema;

/**
 * The features or the output of one prediction, encoded as they come. The caller sees to it that no
 * name comes twice. For one thread.
 */
public final class ColumnBytes {

  private static final Schema VALUE =
      PredictionRecord.getClassSchema().getField("features").schema().getValueType();
  private static final int MISSING = UnionBranches.of(VALUE, Schema.Type.NULL);
  private static final int FLAG = UnionBranches.of(VALUE, Schema.Type.BOOLEAN);
  private static final int WHOLE = UnionBranches.of(VALUE, Schema.Type.LONG);
  private static final int DECIMAL = UnionBranches.of(VALUE, Schema.Type.DOUBLE);
  private static final int TEXT = UnionBranches.of(VALUE, Schema.Type.STRING);
  private static final int VECTOR = UnionBranches.of(VALUE, Schema.Type.ARRAY);

  private final AvroMap map = new AvroMap();

  ColumnBytes() {}

  /** A column without a value. */
  public void missing(String name) {
    value(name, MISSING);
  }

  public void put(String name, boolean value) {
    value(name, FLAG).writeBoolean(value);
  }

  public void put(String name, long value) {
    value(name, WHOLE).writeLong(value);
  }

  /** Any double; NaN and the infinities are counted apart by the drift job. */
  public void put(String name, double value) {
    value(name, DECIMAL).writeDouble(value);
  }

  public void put(String name, String value) {
    value(name, TEXT).writeString(value);
  }

  /**
   * @param length how many of the values count, from the first
   */
  public void put(String name, float[] values, int length) {
    AvroBytes out = value(name, VECTOR);
    if (length > 0) {
      out.writeLong(length);
      for (int i = 0; i < length; i++) {
        out.writeFloat(values[i]);
      }
    }
    out.writeLong(0);
  }

  AvroMap map() {
    return map;
  }

  private AvroBytes value(String name, int branch) {
    AvroBytes out = map.entry(name);
    out.writeLong(branch);
    return out;
  }
}
