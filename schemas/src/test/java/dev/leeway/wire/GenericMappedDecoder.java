package dev.leeway.wire;

import dev.leeway.event.EventRow;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** A mapped record read with Avro's generic reader: what the compiled plan is held against. */
final class GenericMappedDecoder implements PredictionDecoder {

  private final GenericBody body;
  private final RowWriter writer = new RowWriter();
  private final MappedFields fields;

  GenericMappedDecoder(Schema written, RecordMapping mapping) throws Undecodable {
    fields = MappedFields.of(written, mapping);
    body = new GenericBody(written, written);
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, EventRow row) throws Undecodable {
    GenericRecord record = body.read(bytes, offset, length);
    writer.start(row);
    writer.head(EventRow.ID, text(record, fields.mapping().id()));
    writer.head(
        EventRow.MODEL, headText(record, fields.mapping().model(), fields.mapping().modelField()));
    writer.head(
        EventRow.VERSION,
        headText(record, fields.mapping().version(), fields.mapping().versionField()));
    writer.eventTime(time(record));
    writer.endTags();
    for (Schema.Field column : fields.columns()) {
      Object value = record.get(column.pos());
      if (value == null) writer.missing(column.name());
      else writer.column(column.name(), value);
    }
    writer.finish();
  }

  private long time(GenericRecord record) throws Undecodable {
    if (!(record.get(fields.mapping().time()) instanceof Number time)) {
      throw new Undecodable(Undecodable.Reason.MALFORMED, fields.mapping().time() + " is no time");
    }
    return Math.floorDiv(time.longValue(), fields.perMilli());
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
}
