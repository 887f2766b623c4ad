package dev.leeway.wire;

import dev.leeway.event.EventRow;
import dev.leeway.schemas.avro.PredictionRecord;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Our own prediction record as an older or newer writer wrote it. For one thread. */
final class GenericFormDecoder implements PredictionDecoder {

  private final GenericBody body;
  private final RowWriter writer = new RowWriter();

  GenericFormDecoder(Schema written) throws Undecodable {
    body = new GenericBody(written, PredictionRecord.getClassSchema());
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, EventRow row) throws Undecodable {
    GenericRecord record = body.read(bytes, offset, length);
    writer.start(row);
    writer.head(EventRow.ID, record.get("id").toString());
    writer.head(EventRow.MODEL, record.get("model").toString());
    writer.head(EventRow.VERSION, record.get("version").toString());
    writer.eventTime((Long) record.get("eventTime"));
    for (Map.Entry<?, ?> tag : ((Map<?, ?>) record.get("tags")).entrySet()) {
      writer.tag(tag.getKey().toString(), tag.getValue().toString());
    }
    writer.endTags();
    columns((Map<?, ?>) record.get("features"));
    columns((Map<?, ?>) record.get("output"));
    writer.finish();
  }

  private void columns(Map<?, ?> columns) throws Undecodable {
    for (Map.Entry<?, ?> column : columns.entrySet()) {
      String name = column.getKey().toString();
      if (column.getValue() == null) writer.missing(name);
      else writer.column(name, column.getValue());
    }
  }
}
