package dev.leeway.bench.stage;

import java.nio.ByteBuffer;

/** What is done with every record that is read. */
interface RecordWork {

  /** A record's value, where the client put it. */
  void take(ByteBuffer value);

  /** What came of it: printed at the end, so that no compiler can leave the work out. */
  long result();
}
