package dev.leeway.bench.stage;

/** What is done with every record that is read. */
interface RecordWork {

  void take(byte[] value);

  /** What came of it: printed at the end, so that no compiler can leave the work out. */
  long result();
}
