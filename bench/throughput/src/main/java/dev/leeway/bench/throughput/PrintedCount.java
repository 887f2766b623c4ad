package dev.leeway.bench.throughput;

import java.io.IOException;

/** What a stage prints. */
record PrintedCount(ChildProcess stage) implements Counting {

  @Override
  public long next() {
    try {
      String line = stage.readLine();
      if (line == null) throw stage.ended();
      return Long.parseLong(line);
    } catch (IOException e) {
      throw new ThroughputException("a measured process cannot be heard", e);
    }
  }
}
