package dev.leeway.wire;

import dev.leeway.event.ColumnNames;
import java.util.List;
import org.apache.avro.Schema;

/** The branches of a column's value in the map form, by their numbers in the schema. */
final class MapBranch {

  static final int NULL = 0;
  static final int BOOLEAN = 1;
  static final int LONG = 2;
  static final int DOUBLE = 3;
  static final int STRING = 4;
  static final int FLOATS = 5;

  private static final List<Schema> SCHEMAS =
      List.of(
          Schema.create(Schema.Type.NULL),
          Schema.create(Schema.Type.BOOLEAN),
          Schema.create(Schema.Type.LONG),
          Schema.create(Schema.Type.DOUBLE),
          Schema.create(Schema.Type.STRING),
          Schema.createArray(Schema.create(Schema.Type.FLOAT)));

  private static final Constants NO_CONSTANTS = new Constants(new ColumnNames(List.of()));
  private static final Shape[] SHAPES =
      SCHEMAS.stream().map(schema -> new Shape(schema, NO_CONSTANTS)).toArray(Shape[]::new);

  /** How many there are. */
  static final int COUNT = SHAPES.length;

  private MapBranch() {}

  static Schema schema(int branch) {
    return SCHEMAS.get(branch);
  }

  /** Passes over a value of the given branch. */
  static void skip(int branch, AvroCursor in) throws Undecodable {
    SHAPES[branch].skip(in);
  }
}
