package dev.leeway.wire;

import dev.leeway.event.EventRow;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.PredictionRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Decodes framed predictions of any writer: a decoder is chosen once per writer schema. Our own
 * record is walked byte by byte; an older or newer form of it, and any record that a mapping names,
 * goes through Avro's generic reader. For one thread.
 */
public final class PredictionDecoders implements PredictionDecoder {

  private static final Schema OWN = PredictionRecord.getClassSchema();
  private static final long OWN_FINGERPRINT = SchemaNormalization.parsingFingerprint64(OWN);

  private final SchemaRegistry registry;
  private final List<RecordMapping> mappings;
  private final Map<Integer, PredictionDecoder> byId = new HashMap<>();
  private int lastId = -1;
  private PredictionDecoder last = (bytes, offset, length, row) -> {};

  /**
   * @param mappings how records that are not ours are read as predictions
   */
  public PredictionDecoders(SchemaRegistry registry, List<RecordMapping> mappings) {
    this.registry = registry;
    this.mappings = List.copyOf(mappings);
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, EventRow row) throws Undecodable {
    int id = Frame.schemaId(bytes, offset, length);
    if (id != lastId) {
      last = decoder(id);
      lastId = id;
    }
    last.decode(bytes, offset + Frame.HEADER, length - Frame.HEADER, row);
  }

  private PredictionDecoder decoder(int id) throws Undecodable {
    PredictionDecoder known = byId.get(id);
    if (known != null) return known;
    PredictionDecoder made = decoder(RecordCodec.writerSchema(registry, id));
    byId.put(id, made);
    return made;
  }

  private PredictionDecoder decoder(Schema written) throws Undecodable {
    if (written.getFullName().equals(OWN.getFullName())) {
      return SchemaNormalization.parsingFingerprint64(written) == OWN_FINGERPRINT
          ? new MapFormDecoder()
          : new GenericFormDecoder(written);
    }
    for (RecordMapping mapping : mappings) {
      if (mapping.record().equals(written.getFullName())) {
        return new MappedFormDecoder(written, mapping);
      }
    }
    throw new Undecodable(
        Undecodable.Reason.WRONG_SCHEMA,
        written.getFullName() + " is no prediction and no mapping names it");
  }
}
