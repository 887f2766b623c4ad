package dev.leeway.bench.throughput;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fills a topic as fast as the machine can, on several threads. */
final class Bulk implements AutoCloseable {

  /** Events between two looks at the clock, and the most that threads are apart. */
  private static final int CHUNK = 50_000;

  private final List<Filling> fillings;
  private final ExecutorService threads;
  private long made;

  /**
   * @param fillings one for each thread, which together have all partitions
   */
  Bulk(List<Filling> fillings) {
    this.fillings = List.copyOf(fillings);
    threads = Executors.newFixedThreadPool(fillings.size());
  }

  /**
   * Sends for the given time; returns when all is acknowledged.
   *
   * @param start event time of the first event
   * @return events on the topic
   * @throws ThroughputException if one is not acknowledged
   */
  long fill(Instant start, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (made == 0 || System.nanoTime() < end) {
      chunk(start, CHUNK);
    }
    return sent();
  }

  /**
   * Sends until so many have been sent; returns when all is acknowledged.
   *
   * @param start event time of the first event
   * @throws ThroughputException if one is not acknowledged
   */
  void fill(Instant start, long events) throws InterruptedException {
    while (made < events) {
      chunk(start, (int) Math.min(CHUNK, events - made));
    }
  }

  private long sent() {
    return fillings.stream().mapToLong(Filling::sent).sum();
  }

  private void chunk(Instant start, int count) throws InterruptedException {
    made += count;
    List<Callable<Void>> work = new ArrayList<>();
    for (Filling filling : fillings) {
      work.add(
          () -> {
            filling.more(start, count);
            return null;
          });
    }
    for (Future<Void> done : threads.invokeAll(work)) {
      try {
        done.get();
      } catch (ExecutionException e) {
        throw new ThroughputException("the topic cannot be filled", e);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    fillings.forEach(Filling::close);
  }
}
