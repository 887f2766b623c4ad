package dev.leeway.wire;

import dev.leeway.event.ColumnNames;
import dev.leeway.schemas.avro.PredictionBatchRecord;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Predictions of one partition in one record: how they are packed, and where each lies in the
 * bytes. All of a record's events are found before the first is handed on, so a record that is no
 * batch counts for nothing. An instance reads what one writer's schema wrote, for one thread.
 */
public final class BatchForm {

  /** Most events of a batch. */
  public static final int MOST_EVENTS = 10_000;

  private static final Schema SCHEMA = RecordCodec.portable(PredictionBatchRecord.getClassSchema());
  private static final String EVENTS = "events";

  private final AvroCursor in = new AvroCursor();
  private final Shape[] fields;

  /** Which field is that of the events. */
  private final int events;

  private int count;
  private int[] offsets = new int[64];
  private int[] lengths = new int[64];

  /**
   * @throws Undecodable if the writer's schema is no batch
   */
  BatchForm(Schema written) throws Undecodable {
    Recursion.refuse(written);
    Schema.Field field = written.getField(EVENTS);
    if (field == null
        || field.schema().getType() != Schema.Type.ARRAY
        || field.schema().getElementType().getType() != Schema.Type.BYTES) {
      throw new Undecodable(
          Undecodable.Reason.WRONG_SCHEMA, written.getFullName() + " holds no events");
    }
    Constants unused = new Constants(new ColumnNames(List.of()));
    fields =
        written.getFields().stream()
            .map(Schema.Field::schema)
            .map(schema -> new Shape(schema, unused))
            .toArray(Shape[]::new);
    events = field.pos();
  }

  /** The schema that batches are written with. */
  public static Schema schema() {
    return SCHEMA;
  }

  static boolean isBatch(Schema written) {
    return written.getFullName().equals(SCHEMA.getFullName());
  }

  /**
   * The record of framed events, framed.
   *
   * @param schemaId of {@link #schema}
   */
  public static byte[] encode(int schemaId, List<byte[]> events) {
    AvroBytes out =
        new AvroBytes(Frame.HEADER + 16 + events.stream().mapToInt(e -> e.length + 5).sum());
    byte[] header = Frame.header(schemaId);
    out.append(header, 0, header.length);
    if (!events.isEmpty()) out.writeLong(events.size());
    for (byte[] event : events) {
      out.writeLong(event.length);
      out.append(event, 0, event.length);
    }
    out.writeLong(0);
    return out.copy();
  }

  /**
   * Finds the events of a record.
   *
   * @param offset where its Avro body begins
   * @throws Undecodable if it is no batch
   */
  void read(byte[] bytes, int offset, int length) throws Undecodable {
    count = 0;
    in.start(bytes, offset, length);
    for (int field = 0; field < fields.length; field++) {
      if (field == events) readEvents();
      else fields[field].skip(in);
    }
    in.requireEnd();
  }

  private void readEvents() throws Undecodable {
    for (int more = in.block(count); more > 0; more = in.block(count)) {
      if (more > MOST_EVENTS - count) {
        throw AvroCursor.malformed("more than " + MOST_EVENTS + " events");
      }
      for (int i = 0; i < more; i++) {
        in.text();
        if (count == offsets.length) {
          offsets = Arrays.copyOf(offsets, 2 * count);
          lengths = Arrays.copyOf(lengths, 2 * count);
        }
        offsets[count] = in.offset();
        lengths[count++] = in.length();
      }
    }
  }

  /** Events of the record read last. */
  int count() {
    return count;
  }

  int offset(int event) {
    return offsets[event];
  }

  int length(int event) {
    return lengths[event];
  }
}
