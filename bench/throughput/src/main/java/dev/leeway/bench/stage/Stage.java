package dev.leeway.bench.stage;

/** What is measured. */
public enum Stage {
  /** Polls the topic and touches the bytes: what no reader of it can beat. */
  RAW,
  /** Decodes every event with the drift job's decoder, and nothing more. */
  DECODE,
  /** The drift job, exactly once. */
  JOB,
  /** The same job as a textbook would have it: a record per column, a sketch per key in a store. */
  TEXTBOOK,
  /** Opens panes without any Kafka, and tells what each keeps of the heap. */
  PANES
}
