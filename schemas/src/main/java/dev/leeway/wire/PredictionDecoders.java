package dev.leeway.wire;

import dev.leeway.event.EventRow;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.PredictionRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Decodes framed predictions of any writer and form, one by one or in batches. A plan is made once
 * per writer's schema and walks the bytes; what no plan can be made of goes through Avro's generic
 * reader. For one thread.
 */
public final class PredictionDecoders implements PredictionDecoder {

  private static final String MAP_FORM = PredictionRecord.getClassSchema().getFullName();

  /** Ids up to here are found in an array; registries count from 1. */
  private static final int SMALL_IDS = 1 << 16;

  private final SchemaRegistry registry;
  private final List<RecordMapping> mappings;
  private @Nullable Reader[] bySmallId = new Reader[16];
  private final Map<Integer, Reader> byLargeId = new HashMap<>();

  /**
   * @param mappings how records that are not ours are read as predictions
   */
  public PredictionDecoders(SchemaRegistry registry, List<RecordMapping> mappings) {
    this.registry = registry;
    this.mappings = List.copyOf(mappings);
  }

  /** How the records of one schema are read: as an event, or as a batch of them. */
  private record Reader(@Nullable PredictionDecoder event, @Nullable BatchForm batch) {}

  @Override
  public void decode(byte[] bytes, int offset, int length, EventRow row) throws Undecodable {
    event(reader(Frame.schemaId(bytes, offset, length)))
        .decode(bytes, offset + Frame.HEADER, length - Frame.HEADER, row);
  }

  @Override
  public void decodeEach(ByteBuffer record, EventRow row, Events events) throws Undecodable {
    byte[] bytes = record.array();
    int offset = record.arrayOffset() + record.position();
    int length = record.remaining();
    Reader reader = reader(Frame.schemaId(bytes, offset, length));
    if (reader.batch == null) {
      event(reader).decode(bytes, offset + Frame.HEADER, length - Frame.HEADER, row);
      events.decoded(row, offset, length);
      return;
    }
    reader.batch.read(bytes, offset + Frame.HEADER, length - Frame.HEADER);
    askForSchemas(reader.batch, bytes);
    decodeAll(reader.batch, bytes, row, events);
  }

  private void decodeAll(BatchForm batch, byte[] bytes, EventRow row, Events events) {
    for (int i = 0; i < batch.count(); i++) {
      int offset = batch.offset(i);
      int length = batch.length(i);
      try {
        decode(bytes, offset, length, row);
      } catch (Undecodable e) {
        events.undecodable(e, offset, length);
        continue;
      }
      events.decoded(row, offset, length);
    }
  }

  private static PredictionDecoder event(Reader reader) throws Undecodable {
    if (reader.event == null) {
      throw new Undecodable(Undecodable.Reason.WRONG_SCHEMA, "a batch where an event belongs");
    }
    return reader.event;
  }

  /** So that a registry that is away is noticed before the first event is taken. */
  private void askForSchemas(BatchForm batch, byte[] bytes) {
    for (int i = 0; i < batch.count(); i++) {
      boolean unused = isOfKnownSchema(bytes, batch.offset(i), batch.length(i));
    }
  }

  private boolean isOfKnownSchema(byte[] record, int offset, int length) {
    try {
      Reader unused = reader(Frame.schemaId(record, offset, length));
      return true;
    } catch (Undecodable e) {
      return false;
    }
  }

  private Reader reader(int id) throws Undecodable {
    if (id < 0 || id >= SMALL_IDS) return readerOfLargeId(id);
    Reader known = id < bySmallId.length ? bySmallId[id] : null;
    if (known != null) return known;
    Reader made = newReader(id);
    if (id >= bySmallId.length) {
      bySmallId = Arrays.copyOf(bySmallId, Integer.highestOneBit(id) * 2);
    }
    bySmallId[id] = made;
    return made;
  }

  private Reader readerOfLargeId(int id) throws Undecodable {
    Reader known = byLargeId.get(id);
    if (known != null) return known;
    Reader made = newReader(id);
    byLargeId.put(id, made);
    return made;
  }

  private Reader newReader(int id) throws Undecodable {
    Schema written = RecordCodec.writerSchema(registry, id);
    return BatchForm.isBatch(written)
        ? new Reader(null, new BatchForm(written))
        : new Reader(newDecoder(written), null);
  }

  private PredictionDecoder newDecoder(Schema written) throws Undecodable {
    String name = written.getFullName();
    if (name.equals(MAP_FORM)) {
      Optional<EventPlan> plan = EventPlans.ofMapForm(written);
      return plan.isPresent() ? plan.get() : new GenericFormDecoder(written);
    }
    if (name.equals(TypedForm.NAME)) return EventPlans.ofTypedForm(written);
    for (RecordMapping mapping : mappings) {
      if (mapping.record().equals(name)) return EventPlans.ofMapped(written, mapping);
    }
    throw new Undecodable(
        Undecodable.Reason.WRONG_SCHEMA, name + " is no prediction and no mapping names it");
  }
}
