package dev.leeway.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * What the fields of a record are that a team already writes, by its mapping.
 *
 * @param columns fields that are columns
 * @param perMilli units of the time field in a millisecond
 */
record MappedFields(
    Schema written, RecordMapping mapping, List<Schema.Field> columns, int perMilli) {

  /**
   * @throws Undecodable if the schema is recursive, lacks a field that the mapping names, or one
   *     has a type that cannot be read as what it is to be
   */
  static MappedFields of(Schema written, RecordMapping mapping) throws Undecodable {
    Recursion.refuse(written);
    Set<String> heads = new HashSet<>(mapping.ignored());
    heads.add(text(written, mapping.id()));
    heads.add(mapping.time());
    for (Optional<String> head : List.of(mapping.modelField(), mapping.versionField())) {
      if (head.isPresent()) heads.add(text(written, head.get()));
    }
    int perMilli = perMilli(written, mapping.time());
    List<Schema.Field> columns = new ArrayList<>();
    for (Schema.Field field : written.getFields()) {
      if (heads.contains(field.name())) continue;
      if (!isColumn(field.schema())) {
        throw new Undecodable(
            Undecodable.Reason.WRONG_SCHEMA,
            written.getFullName() + "." + field.name() + " can be no column: ignore it");
      }
      columns.add(field);
    }
    return new MappedFields(written, mapping, columns, perMilli);
  }

  /** The field's name, once it is sure that its values read as text. */
  private static String text(Schema written, String name) throws Undecodable {
    return switch (notNull(field(written, name).schema()).getType()) {
      case STRING, ENUM, INT, LONG -> name;
      default ->
          throw new Undecodable(
              Undecodable.Reason.WRONG_SCHEMA, written.getFullName() + "." + name + " is no text");
    };
  }

  private static int perMilli(Schema written, String name) throws Undecodable {
    Schema schema = notNull(field(written, name).schema());
    LogicalType unit = schema.getLogicalType();
    if (schema.getType() == Schema.Type.LONG) {
      if (unit == null || unit instanceof LogicalTypes.TimestampMillis) return 1;
      if (unit instanceof LogicalTypes.TimestampMicros) return 1_000;
      if (unit instanceof LogicalTypes.TimestampNanos) return 1_000_000;
    }
    throw new Undecodable(
        Undecodable.Reason.WRONG_SCHEMA,
        written.getFullName() + "." + name + " is no time: a timestamp or a long of milliseconds");
  }

  /** What an optional field holds if it is there; the schema itself where it is not optional. */
  private static Schema notNull(Schema schema) {
    if (schema.getType() != Schema.Type.UNION) return schema;
    List<Schema> others =
        schema.getTypes().stream().filter(branch -> branch.getType() != Schema.Type.NULL).toList();
    return others.size() == 1 ? others.get(0) : schema;
  }

  /** Whether every value of the type can be a cell. */
  static boolean isColumn(Schema schema) {
    return switch (schema.getType()) {
      case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, ENUM -> true;
      case ARRAY -> isNumber(schema.getElementType());
      case UNION -> schema.getTypes().stream().allMatch(MappedFields::isColumn);
      default -> false;
    };
  }

  private static boolean isNumber(Schema schema) {
    return switch (schema.getType()) {
      case INT, LONG, FLOAT, DOUBLE -> true;
      default -> false;
    };
  }

  private static Schema.Field field(Schema schema, String name) throws Undecodable {
    Schema.Field field = schema.getType() == Schema.Type.RECORD ? schema.getField(name) : null;
    if (field == null) {
      throw new Undecodable(
          Undecodable.Reason.WRONG_SCHEMA, schema.getFullName() + " has no field " + name);
    }
    return field;
  }
}
