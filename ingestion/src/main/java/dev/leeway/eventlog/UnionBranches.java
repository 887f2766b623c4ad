package dev.leeway.eventlog;

import java.util.List;
import org.apache.avro.Schema;

/** Where a type stands in a union; Avro writes that number before the value. */
final class UnionBranches {

  private UnionBranches() {}

  static int of(Schema union, Schema.Type type) {
    List<Schema> branches = union.getTypes();
    for (int i = 0; i < branches.size(); i++) {
      if (branches.get(i).getType() == type) return i;
    }
    throw new AssertionError(type + " is not in " + union);
  }
}
