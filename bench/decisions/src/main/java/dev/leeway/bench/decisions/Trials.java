package dev.leeway.bench.decisions;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * Runs trials on all processors. Each has its own random numbers, which follow from the seed, the
 * trial's name and its number alone: so results do not depend on who runs what when.
 */
final class Trials implements AutoCloseable {

  private final long seed;
  private final Progress progress;
  private final ExecutorService threads;
  private final AtomicLong submitted = new AtomicLong();
  private final AtomicLong done = new AtomicLong();

  Trials(long seed, Progress progress) {
    this.seed = seed;
    this.progress = progress;
    threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  }

  /** Starts so many trials. */
  Outcomes start(String name, int count, ToLongFunction<SplittableRandom> trial) {
    SplittableRandom root = new SplittableRandom(seed * 1_000_003 + name.hashCode());
    List<Future<Long>> futures = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      SplittableRandom own = root.split();
      submitted.incrementAndGet();
      futures.add(threads.submit(() -> tell(trial.applyAsLong(own))));
    }
    return new Outcomes(futures);
  }

  private long tell(long outcome) {
    progress.at(done.incrementAndGet(), submitted.get());
    return outcome;
  }

  /** Gives up what has not been run. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** What trials of one name come to. */
  record Outcomes(List<Future<Long>> futures) {

    int count() {
      return futures.size();
    }

    /**
     * Waits for all of them.
     *
     * @throws IllegalStateException if a trial failed or this thread was interrupted
     */
    long[] await() {
      long[] outcomes = new long[futures.size()];
      try {
        for (int i = 0; i < outcomes.length; i++) {
          outcomes[i] = futures.get(i).get();
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("a trial failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
      return outcomes;
    }
  }
}
