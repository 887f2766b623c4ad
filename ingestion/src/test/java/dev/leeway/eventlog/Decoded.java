package dev.leeway.eventlog;

import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.Undecodable;

/** Reads events back the way the jobs do. */
public final class Decoded {

  private static final MemorySchemaRegistry REGISTRY = new MemorySchemaRegistry();
  private static final int PREDICTION_ID =
      REGISTRY.register("p-value", PredictionRecord.getClassSchema());
  private static final int LABEL_ID = REGISTRY.register("l-value", LabelRecord.getClassSchema());
  private static final RecordCodec<PredictionRecord> PREDICTIONS =
      new RecordCodec<>(REGISTRY, "p-value", PredictionRecord.getClassSchema());
  private static final RecordCodec<LabelRecord> LABELS =
      new RecordCodec<>(REGISTRY, "l-value", LabelRecord.getClassSchema());

  private Decoded() {}

  public static PredictionRecord prediction(EncodedEvent event) {
    return prediction(event.framed(PREDICTION_ID));
  }

  public static PredictionRecord prediction(byte[] framed) {
    try {
      return PREDICTIONS.decode(framed);
    } catch (Undecodable e) {
      throw new AssertionError(e);
    }
  }

  public static LabelRecord label(EncodedEvent event) {
    try {
      return LABELS.decode(event.framed(LABEL_ID));
    } catch (Undecodable e) {
      throw new AssertionError(e);
    }
  }
}
