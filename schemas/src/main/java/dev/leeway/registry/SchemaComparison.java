package dev.leeway.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * What stands between two schemas: Avro's resolution rules, and two changes that Avro lets pass but
 * that change what the data mean. A record under another full name is another record; another
 * logical type on the same bytes (milliseconds read as microseconds) is another value.
 */
final class SchemaComparison {

  private SchemaComparison() {}

  /**
   * Why readers of the one cannot understand what writers of the other wrote; empty if they can.
   */
  static List<String> problems(Schema reader, Schema writer) {
    List<String> problems = new ArrayList<>();
    for (Incompatibility found :
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()) {
      problems.add(found.getType() + " at " + found.getLocation() + ": " + found.getMessage());
    }
    if (reader.getType() == Schema.Type.RECORD
        && writer.getType() == Schema.Type.RECORD
        && !reader.getFullName().equals(writer.getFullName())) {
      problems.add("NAME_CHANGED at /: " + writer.getFullName() + " to " + reader.getFullName());
    }
    meanings(reader, writer, "", problems);
    return problems;
  }

  private static void meanings(Schema one, Schema other, String at, List<String> problems) {
    if (one.getType() == Schema.Type.UNION || other.getType() == Schema.Type.UNION) {
      branches(one, other, at, problems);
      return;
    }
    if (one.getType() != other.getType()) return;
    logicalTypes(one, other, at, problems);
    switch (one.getType()) {
      case RECORD -> fields(one, other, at, problems);
      case ARRAY -> meanings(one.getElementType(), other.getElementType(), at + "/*", problems);
      case MAP -> meanings(one.getValueType(), other.getValueType(), at + "/*", problems);
      default -> {}
    }
  }

  private static void fields(Schema one, Schema other, String at, List<String> problems) {
    for (Schema.Field field : one.getFields()) {
      Schema.Field same = other.getField(field.name());
      if (same == null) continue;
      meanings(field.schema(), same.schema(), at + "/" + field.name(), problems);
    }
  }

  /** A union has one branch of each type and name, so equal names are what Avro resolves. */
  private static void branches(Schema one, Schema other, String at, List<String> problems) {
    for (Schema left : branches(one)) {
      for (Schema right : branches(other)) {
        if (left.getFullName().equals(right.getFullName())) meanings(left, right, at, problems);
      }
    }
  }

  private static List<Schema> branches(Schema schema) {
    return schema.getType() == Schema.Type.UNION ? schema.getTypes() : List.of(schema);
  }

  /** Adding or dropping a logical type is let pass: that is how types get annotated. */
  private static void logicalTypes(Schema one, Schema other, String at, List<String> problems) {
    String mine = one.getProp("logicalType");
    String theirs = other.getProp("logicalType");
    if (mine == null || theirs == null) return;
    if (!mine.equals(theirs)
        || !Objects.equals(one.getObjectProp("scale"), other.getObjectProp("scale"))) {
      problems.add(
          "LOGICAL_TYPE_CHANGED at %s: %s and %s".formatted(at.isEmpty() ? "/" : at, theirs, mine));
    }
  }
}
