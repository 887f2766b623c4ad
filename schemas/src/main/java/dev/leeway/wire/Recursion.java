package dev.leeway.wire;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;

/** Finds record schemas that contain themselves. */
final class Recursion {

  private Recursion() {}

  /**
   * @throws Undecodable if a record of the schema can contain a record of its own kind
   */
  static void refuse(Schema schema) throws Undecodable {
    walk(schema, new HashSet<>());
  }

  private static void walk(Schema schema, Set<String> open) throws Undecodable {
    switch (schema.getType()) {
      case RECORD -> {
        if (!open.add(schema.getFullName())) {
          throw new Undecodable(
              Undecodable.Reason.WRONG_SCHEMA, schema.getFullName() + " is recursive");
        }
        for (Schema.Field field : schema.getFields()) {
          walk(field.schema(), open);
        }
        open.remove(schema.getFullName());
      }
      case ARRAY -> walk(schema.getElementType(), open);
      case MAP -> walk(schema.getValueType(), open);
      case UNION -> {
        for (Schema branch : schema.getTypes()) {
          walk(branch, open);
        }
      }
      default -> {}
    }
  }
}
