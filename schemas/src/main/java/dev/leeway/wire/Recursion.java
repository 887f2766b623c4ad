package dev.leeway.wire;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Finds schemas whose records a few bytes can blow up: records that contain themselves, and records
 * of records that double at every level, of which thirty levels without a single byte make a
 * billion objects.
 */
final class Recursion {

  /** Most fields of a record with all that it contains; a model has at most some thousand. */
  static final int MOST_FIELDS = 20_000;

  private final Set<String> open = new HashSet<>();

  /** Fields of each record that was walked to its end, so that none is walked twice. */
  private final Map<String, Long> known = new HashMap<>();

  private Recursion() {}

  /**
   * @throws Undecodable if a record of the schema can contain a record of its own kind, or has more
   *     than {@link #MOST_FIELDS} fields when every record in it is written out
   */
  static void refuse(Schema schema) throws Undecodable {
    new Recursion().fields(schema);
  }

  private long fields(Schema schema) throws Undecodable {
    return switch (schema.getType()) {
      case RECORD -> ofRecord(schema);
      case ARRAY -> fields(schema.getElementType());
      case MAP -> fields(schema.getValueType());
      case UNION -> {
        long most = 0;
        for (Schema branch : schema.getTypes()) {
          most = Math.max(most, fields(branch));
        }
        yield most;
      }
      default -> 0;
    };
  }

  private long ofRecord(Schema schema) throws Undecodable {
    String name = schema.getFullName();
    Long before = known.get(name);
    if (before != null) return before;
    if (!open.add(name)) {
      throw new Undecodable(Undecodable.Reason.WRONG_SCHEMA, name + " is recursive");
    }
    long fields = 0;
    for (Schema.Field field : schema.getFields()) {
      fields += 1 + fields(field.schema());
      if (fields > MOST_FIELDS) {
        throw new Undecodable(
            Undecodable.Reason.WRONG_SCHEMA, name + " has more than " + MOST_FIELDS + " fields");
      }
    }
    open.remove(name);
    known.put(name, fields);
    return fields;
  }
}
