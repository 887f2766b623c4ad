package dev.leeway.eventlog;

import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.topics.Topics;
import org.apache.avro.Schema;

/** What services tell us; each kind has its topic. */
public enum EventKind {
  PREDICTION,
  LABEL;

  /** The topic events of this kind are kept on. */
  public String topic(Topics topics) {
    return this == PREDICTION ? topics.predictions() : topics.labels();
  }

  /** The schema their records are written with. */
  Schema schema() {
    return this == PREDICTION ? PredictionRecord.getClassSchema() : LabelRecord.getClassSchema();
  }
}
