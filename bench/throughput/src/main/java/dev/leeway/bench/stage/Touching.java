package dev.leeway.bench.stage;

import java.nio.ByteBuffer;

/** Looks at one byte of each cache line, so that all of the record must have been there. */
final class Touching implements RecordWork {

  private static final int CACHE_LINE = 64;

  private long sum;

  @Override
  public void take(ByteBuffer value) {
    for (int i = value.position(); i < value.limit(); i += CACHE_LINE) {
      sum += value.get(i);
    }
  }

  @Override
  public long result() {
    return sum;
  }
}
