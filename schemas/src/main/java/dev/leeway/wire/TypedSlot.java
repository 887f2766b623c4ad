package dev.leeway.wire;

import dev.leeway.profile.ColumnKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;

/** What a field of the typed form can hold. A constant's types never change. */
final class TypedSlot {

  static final TypedSlot NUMBER = new TypedSlot("number", MapBranch.DOUBLE);

  private static final TypedSlot CATEGORY =
      new TypedSlot(
          "category", MapBranch.STRING, MapBranch.LONG, MapBranch.BOOLEAN, MapBranch.DOUBLE);
  private static final TypedSlot TEXT = new TypedSlot("text", MapBranch.STRING);
  private static final TypedSlot TIME =
      new TypedSlot("time", MapBranch.LONG, MapBranch.STRING, MapBranch.DOUBLE);
  private static final TypedSlot VECTOR = new TypedSlot("vector", MapBranch.FLOATS);

  private final String suffix;
  private final Schema schema;

  /** The branch here of each branch of a value in the map form; -1 where it does not fit. */
  private final int[] branches = new int[MapBranch.COUNT];

  private TypedSlot(String suffix, int... held) {
    this.suffix = suffix;
    List<Schema> types = new ArrayList<>();
    types.add(Schema.create(Schema.Type.NULL));
    Arrays.fill(branches, -1);
    branches[MapBranch.NULL] = 0;
    for (int branch : held) {
      branches[branch] = types.size();
      types.add(MapBranch.schema(branch));
    }
    // A whole number is a double too, unless it is too large.
    if (suffix.equals("number")) {
      branches[MapBranch.LONG] = branches[MapBranch.DOUBLE];
    }
    schema = Schema.createUnion(types);
  }

  static TypedSlot of(ColumnKind kind) {
    return switch (kind) {
      case NUMERIC, JOINT -> NUMBER;
      case CATEGORICAL, BOOLEAN -> CATEGORY;
      case TEXT -> TEXT;
      case TIMESTAMP -> TIME;
      case EMBEDDING -> VECTOR;
    };
  }

  String suffix() {
    return suffix;
  }

  Schema schema() {
    return schema;
  }

  /**
   * The branch of a value that has the given branch in the map form; negative if it does not fit.
   */
  int branch(int ofMapForm) {
    return branches[ofMapForm];
  }
}
