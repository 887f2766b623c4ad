package dev.leeway.wire;

import dev.leeway.event.EventRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** A record that a team already writes, read as a prediction by its mapping. For one thread. */
final class MappedFormDecoder implements PredictionDecoder {

  private final GenericBody body;
  private final RowWriter writer = new RowWriter();
  private final RecordMapping mapping;
  private final List<Schema.Field> columns = new ArrayList<>();

  /** Units of the time field in a millisecond. */
  private final long perMilli;

  /**
   * @throws Undecodable if the schema lacks a field that the mapping names, or one has a type that
   *     cannot be read as what it is to be
   */
  MappedFormDecoder(Schema written, RecordMapping mapping) throws Undecodable {
    this.mapping = mapping;
    body = new GenericBody(written, written);
    Set<String> heads = new HashSet<>(mapping.ignored());
    heads.add(text(written, mapping.id()));
    heads.add(mapping.time());
    for (Optional<String> head : List.of(mapping.modelField(), mapping.versionField())) {
      if (head.isPresent()) heads.add(text(written, head.get()));
    }
    perMilli = perMilli(written, mapping.time());
    for (Schema.Field field : written.getFields()) {
      if (heads.contains(field.name())) continue;
      if (!isColumn(field.schema())) {
        throw new Undecodable(
            Undecodable.Reason.WRONG_SCHEMA,
            written.getFullName() + "." + field.name() + " can be no column: ignore it");
      }
      columns.add(field);
    }
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, EventRow row) throws Undecodable {
    GenericRecord record = body.read(bytes, offset, length);
    writer.start(row);
    writer.head(EventRow.ID, text(record, mapping.id()));
    writer.head(EventRow.MODEL, headText(record, mapping.model(), mapping.modelField()));
    writer.head(EventRow.VERSION, headText(record, mapping.version(), mapping.versionField()));
    writer.eventTime(time(record));
    writer.endTags();
    for (Schema.Field column : columns) {
      Object value = record.get(column.pos());
      if (value == null) writer.missing(column.name());
      else writer.column(column.name(), value);
    }
    writer.finish();
  }

  private long time(GenericRecord record) throws Undecodable {
    if (!(record.get(mapping.time()) instanceof Number time)) {
      throw new Undecodable(Undecodable.Reason.MALFORMED, mapping.time() + " is no time");
    }
    return Math.floorDiv(time.longValue(), perMilli);
  }

  private static String headText(
      GenericRecord record, Optional<String> constant, Optional<String> field) {
    return constant.orElseGet(() -> text(record, field.orElse("")));
  }

  /** The field as text; empty for null, which no head may be. */
  private static String text(GenericRecord record, String field) {
    Object value = record.get(field);
    return value == null ? "" : value.toString();
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

  private static long perMilli(Schema written, String name) throws Undecodable {
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

  private static boolean isColumn(Schema schema) {
    return switch (schema.getType()) {
      case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, ENUM -> true;
      case ARRAY -> isNumber(schema.getElementType());
      case UNION -> schema.getTypes().stream().allMatch(MappedFormDecoder::isColumn);
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
