package dev.leeway.eventlog;

import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.wire.AvroBytes;
import org.apache.avro.Schema;

/**
 * Predictions as framed Avro, one after the other: first the columns in any order, then {@link
 * #encode} with the rest. Goes straight to bytes: no map, no record object. For one thread.
 */
public final class PredictionEncoder {

  private static final Schema ENTITY =
      PredictionRecord.getClassSchema().getField("entity").schema();
  private static final int NO_ENTITY = UnionBranches.of(ENTITY, Schema.Type.NULL);
  private static final int SOME_ENTITY = UnionBranches.of(ENTITY, Schema.Type.STRING);

  private final AvroBytes out = new AvroBytes(1024);
  private final TagBytes tags = new TagBytes();
  private final ColumnBytes features = new ColumnBytes();
  private final ColumnBytes output = new ColumnBytes();

  public TagBytes tags() {
    return tags;
  }

  /** The model's inputs. */
  public ColumnBytes features() {
    return features;
  }

  /** What the model answered. */
  public ColumnBytes output() {
    return output;
  }

  /** The prediction of all columns since the last call; the next one starts empty. */
  public EncodedEvent encode(PredictionHead head) {
    out.reset();
    EncodedEvent.begin(out);
    out.writeString(head.id());
    out.writeString(head.model().name());
    out.writeString(head.model().version());
    out.writeLong(EventTimes.millis(head.eventTime()));
    writeEntity(head);
    tags.map().writeTo(out);
    features.map().writeTo(out);
    output.map().writeTo(out);
    reset();
    return EncodedEvent.end(head, out);
  }

  /** Forgets the columns so far. */
  public void reset() {
    tags.map().reset();
    features.map().reset();
    output.map().reset();
  }

  private void writeEntity(PredictionHead head) {
    if (head.entity().isPresent()) {
      out.writeLong(SOME_ENTITY);
      out.writeString(head.entity().get());
    } else {
      out.writeLong(NO_ENTITY);
    }
  }
}
