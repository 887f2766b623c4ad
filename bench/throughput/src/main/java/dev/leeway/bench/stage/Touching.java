package dev.leeway.bench.stage;

/** Looks at one byte of each cache line, so that all of the record must have been there. */
final class Touching implements RecordWork {

  private static final int CACHE_LINE = 64;

  private long sum;

  @Override
  public void take(byte[] value) {
    for (int i = 0; i < value.length; i += CACHE_LINE) {
      sum += value[i];
    }
  }

  @Override
  public long result() {
    return sum;
  }
}
