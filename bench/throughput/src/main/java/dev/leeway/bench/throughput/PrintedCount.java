package dev.leeway.bench.throughput;

import java.io.IOException;

/** What a stage prints. */
final class PrintedCount implements Counting {

  private final ChildProcess stage;
  private long last;

  PrintedCount(ChildProcess stage) {
    this.stage = stage;
  }

  @Override
  public long next() {
    try {
      long now = last;
      while (now <= last) {
        String line = stage.readLine();
        if (line == null) throw stage.ended();
        now = Long.parseLong(line);
      }
      last = now;
      return now;
    } catch (IOException e) {
      throw new ThroughputException("a measured process cannot be heard", e);
    }
  }
}
