package dev.leeway.alerting.engine;

import static java.util.Objects.requireNonNull;

import dev.leeway.alerting.Command;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.Undecodable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts the verdicts of several partitions into one order, by the end of their windows. After a stop
 * there is a backlog, and a consumer reads it partition by partition: without this, a window of one
 * partition would seem late only because another partition was read first.
 *
 * <p>A verdict is ready when every partition either has one waiting or has been read to its end,
 * and it has waited a moment itself: what one transaction of the drift job wrote to several
 * partitions can be read in each of them at another time. For one thread.
 */
final class VerdictMerge {

  /** From this many waiting verdicts on a partition need not be read further. */
  private static final int ENOUGH = 500;

  private final long settleNanos;
  private final LongSupplier nanoTime;
  private final Map<TopicPartition, Deque<Waiting>> queues = new HashMap<>();

  /** A record that waits, since a time of the nanosecond clock. */
  private record Waiting(Arrived arrived, long sinceNanos) {}

  /** A record as it came. */
  sealed interface Arrived {

    ConsumerRecord<byte[], byte[]> record();

    /** When its window ended; what has none holds nobody up. */
    default Instant at() {
      return Instant.MIN;
    }
  }

  /** A record that is a verdict. */
  record Understood(ConsumerRecord<byte[], byte[]> record, Verdict verdict) implements Arrived {

    Understood {
      requireNonNull(record, "record");
      requireNonNull(verdict, "verdict");
    }

    @Override
    public Instant at() {
      return verdict.window().end();
    }
  }

  /** A record of what a person decided; it holds nobody up. */
  record Ordered(ConsumerRecord<byte[], byte[]> record, Command command) implements Arrived {

    Ordered {
      requireNonNull(record, "record");
      requireNonNull(command, "command");
    }
  }

  /** A record that is neither. */
  record Garbled(ConsumerRecord<byte[], byte[]> record, Undecodable failure) implements Arrived {

    Garbled {
      requireNonNull(record, "record");
      requireNonNull(failure, "failure");
    }
  }

  /**
   * @param settle how long a record waits at least
   * @param nanoTime {@link System#nanoTime} but in tests
   */
  VerdictMerge(Duration settle, LongSupplier nanoTime) {
    settleNanos = settle.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Forgets what waits, and expects verdicts from the given partitions. */
  void assign(Collection<TopicPartition> partitions) {
    queues.clear();
    partitions.forEach(partition -> queues.put(partition, new ArrayDeque<>()));
  }

  void add(Arrived arrived) {
    Deque<Waiting> queue = queues.get(partition(arrived.record()));
    if (queue != null) queue.add(new Waiting(arrived, nanoTime.getAsLong()));
  }

  /** Partitions with so much waiting that they should not be read further for now. */
  Set<TopicPartition> full() {
    Set<TopicPartition> full = new HashSet<>();
    queues.forEach(
        (partition, queue) -> {
          if (queue.size() >= ENOUGH) full.add(partition);
        });
    return full;
  }

  boolean waiting() {
    return queues.values().stream().anyMatch(queue -> !queue.isEmpty());
  }

  /**
   * Takes what is ready, in order.
   *
   * @param atEnd whether a partition has been read to its end
   */
  List<Arrived> take(int most, Predicate<TopicPartition> atEnd) {
    List<Arrived> ready = new ArrayList<>();
    long now = nanoTime.getAsLong();
    while (ready.size() < most) {
      Optional<Deque<Waiting>> next = earliest(atEnd);
      if (next.isEmpty() || now - next.get().element().sinceNanos() < settleNanos) break;
      ready.add(next.get().remove().arrived());
    }
    return ready;
  }

  private Optional<Deque<Waiting>> earliest(Predicate<TopicPartition> atEnd) {
    Optional<Deque<Waiting>> best = Optional.empty();
    for (Map.Entry<TopicPartition, Deque<Waiting>> entry : queues.entrySet()) {
      Deque<Waiting> queue = entry.getValue();
      if (queue.isEmpty()) {
        if (!atEnd.test(entry.getKey())) return Optional.empty();
      } else if (best.isEmpty()
          || queue.element().arrived().at().isBefore(best.get().element().arrived().at())) {
        best = Optional.of(queue);
      }
    }
    return best;
  }

  static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
