package dev.leeway.streams;

import static java.util.Objects.requireNonNull;

import dev.leeway.merge.Conclusion;
import dev.leeway.merge.PerformanceBook;
import dev.leeway.merge.WindowBook;
import dev.leeway.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What is counted so far of windows that nobody has been told of, by the partitions that this
 * process merges. Any thread may ask. A partition's own thread answers at its next commit with a
 * copy that takes microseconds, and the asking thread works out what follows from it; while nobody
 * asks, nothing is copied and nothing is kept.
 */
public final class LiveWindows {

  /** Each question waits for about one commit; more than these at once are turned away. */
  private static final int MOST_AT_ONCE = 32;

  private final Map<Integer, Desk> desks = new ConcurrentHashMap<>();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /**
   * What is asked.
   *
   * @param version of the model; empty for all
   * @param segment empty for all rows, else {@code column=value}
   */
  public record Question(String model, Optional<String> version, String segment) {

    public Question {
      requireNonNull(model, "model");
      requireNonNull(version, "version");
      requireNonNull(segment, "segment");
    }
  }

  /**
   * What is known here.
   *
   * @param soFar what would be told if the windows closed now, oldest first; it may hold rows of a
   *     commit that fails, which are then counted anew
   * @param asOf the commit of each partition that answered, by its number
   */
  public record Answer(List<Verdict> soFar, SortedMap<Integer, Instant> asOf) {

    public Answer {
      soFar = List.copyOf(soFar);
    }

    /** The partitions that answered. */
    public SortedSet<Integer> partitions() {
      return new TreeSet<>(asOf.keySet());
    }
  }

  private record Waiting(Question question, CompletableFuture<Excerpt> excerpt) {}

  private record Excerpt(WindowBook book, PerformanceBook performance, Instant asOf) {

    private List<Verdict> soFar() {
      List<Verdict> soFar = new ArrayList<>();
      for (Conclusion conclusion : book.soFar()) {
        soFar.add(conclusion.verdict());
        conclusion.quality().ifPresent(soFar::add);
      }
      soFar.addAll(performance.soFar());
      return soFar;
    }
  }

  /** Where one partition's thread looks for questions. */
  final class Desk implements AutoCloseable {

    private final int partition;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    private Desk(int partition) {
      this.partition = partition;
    }

    /** Answers whoever waits, from the books as they are now. */
    void serve(WindowBook book, PerformanceBook performance, Instant now) {
      for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
        Question asked = next.question;
        next.excerpt.complete(
            new Excerpt(
                book.excerpt(asked.model, asked.version, asked.segment),
                performance.excerpt(asked.model, asked.version, asked.segment),
                now));
      }
    }

    @Override
    public void close() {
      desks.remove(partition, this);
    }
  }

  /** Says that this process merges the partition from now on. */
  Desk open(int partition) {
    Desk desk = new Desk(partition);
    desks.put(partition, desk);
    return desk;
  }

  /**
   * Asks all partitions that are merged here. Those that do not answer in time, for a rebalance or
   * a broker that is away, are left out of the answer.
   *
   * @return empty if too many ask at once
   */
  public Optional<Answer> ask(Question question, Duration patience) throws InterruptedException {
    if (!places.tryAcquire()) return Optional.empty();
    try {
      SortedMap<Integer, CompletableFuture<Excerpt>> asked = new TreeMap<>();
      desks.forEach(
          (partition, desk) -> {
            Waiting waiting = new Waiting(question, new CompletableFuture<>());
            desk.waiting.add(waiting);
            asked.put(partition, waiting.excerpt);
          });
      return Optional.of(answer(asked, System.nanoTime() + patience.toNanos()));
    } finally {
      places.release();
    }
  }

  private static Answer answer(SortedMap<Integer, CompletableFuture<Excerpt>> asked, long giveUpAt)
      throws InterruptedException {
    List<Verdict> soFar = new ArrayList<>();
    SortedMap<Integer, Instant> asOf = new TreeMap<>();
    for (Map.Entry<Integer, CompletableFuture<Excerpt>> one : asked.entrySet()) {
      try {
        Excerpt excerpt = one.getValue().get(giveUpAt - System.nanoTime(), TimeUnit.NANOSECONDS);
        asOf.put(one.getKey(), excerpt.asOf);
        soFar.addAll(excerpt.soFar());
      } catch (TimeoutException e) {
        one.getValue().cancel(false);
      } catch (ExecutionException e) {
        throw new IllegalStateException("an excerpt is given or not, it cannot fail", e);
      }
    }
    soFar.sort(Verdict.OLDEST_FIRST);
    return new Answer(soFar, asOf);
  }
}
