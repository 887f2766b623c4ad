package dev.leeway.wire;

import dev.leeway.event.EventRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** A record that a team already writes, read as a prediction by its mapping. For one thread. */
final class MappedFormDecoder implements PredictionDecoder {

  private final GenericBody body;
  private final RowWriter writer = new RowWriter();
  private final RecordMapping mapping;
  private final List<Schema.Field> columns = new ArrayList<>();
  private final boolean micros;

  /**
   * @throws Undecodable if the schema lacks a field that the mapping names, or a column has a type
   *     that no column can hold
   */
  MappedFormDecoder(Schema written, RecordMapping mapping) throws Undecodable {
    this.mapping = mapping;
    body = new GenericBody(written, written);
    Set<String> heads = new HashSet<>(mapping.ignored());
    heads.add(field(written, mapping.id()).name());
    heads.add(field(written, mapping.time()).name());
    for (Optional<String> head : List.of(mapping.modelField(), mapping.versionField())) {
      if (head.isPresent()) heads.add(field(written, head.get()).name());
    }
    micros = isMicros(field(written, mapping.time()).schema());
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
    return micros ? Math.floorDiv(time.longValue(), 1_000L) : time.longValue();
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

  private static boolean isMicros(Schema schema) {
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMicros;
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
    Schema.Field field = schema.getField(name);
    if (field == null) {
      throw new Undecodable(
          Undecodable.Reason.WRONG_SCHEMA, schema.getFullName() + " has no field " + name);
    }
    return field;
  }
}
