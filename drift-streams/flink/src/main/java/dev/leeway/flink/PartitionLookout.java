package dev.leeway.flink;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out of partitions from which nothing comes whether there is nothing to come. The reader
 * cannot tell a partition without traffic from one whose broker does not answer, and only the first
 * may let windows close. So Kafka is asked for the partition's end, and where that lies behind the
 * last record, whether anything but transactions' marks lies between.
 *
 * <p>Asked by one thread; looks with one of its own.
 */
final class PartitionLookout implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionLookout.class);

  /** Time to pass over marks; a partition that takes longer is asked about again. */
  private static final Duration GLANCE = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final InstantSource clock;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "leeway-lookout");
            made.setDaemon(true);
            return made;
          });
  private final AtomicBoolean looking = new AtomicBoolean();
  private final Map<Integer, Answer> answers = new ConcurrentHashMap<>();

  /**
   * @param consumer to be used by this alone
   */
  PartitionLookout(Consumer<byte[], byte[]> consumer, String topic, InstantSource clock) {
    this.consumer = consumer;
    this.topic = topic;
    this.clock = clock;
  }

  /**
   * At a moment, in milliseconds of the epoch, the partition held nothing from an offset on.
   *
   * @param next the offset
   */
  record Answer(long next, long at) {}

  /**
   * Has these partitions looked at, unless a look is still under way.
   *
   * @param next the first offset that has not been read, by partition; {@link SourceRun#BEGINNING}
   *     for the first there is
   */
  void look(Map<Integer, Long> next) {
    if (next.isEmpty() || !looking.compareAndSet(false, true)) return;
    Map<Integer, Long> asked = Map.copyOf(next);
    thread.execute(
        () -> {
          try {
            lookAt(asked);
          } catch (KafkaException e) {
            LOG.debug("Kafka does not tell where partitions end", e);
          } finally {
            looking.set(false);
          }
        });
  }

  /** The newest answer for a partition. */
  @Nullable Answer answer(int partition) {
    return answers.get(partition);
  }

  @Override
  public void close() {
    consumer.wakeup();
    thread.execute(consumer::close);
    thread.shutdown();
  }

  private void lookAt(Map<Integer, Long> asked) {
    long now = clock.millis();
    List<TopicPartition> partitions =
        asked.keySet().stream().map(partition -> new TopicPartition(topic, partition)).toList();
    // Of partitions that are not assigned the client tells the ends too, but warns each time.
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> unclear = new HashMap<>();
    asked.forEach(
        (partition, next) -> {
          TopicPartition place = new TopicPartition(topic, partition);
          long end = ends.getOrDefault(place, Long.MAX_VALUE);
          if (end <= Math.max(next, 0)) answers.put(partition, new Answer(next, now));
          else unclear.put(place, next);
        });
    if (!unclear.isEmpty()) passOver(unclear, ends, now);
  }

  /** Looks into the partitions: to where a reader gets without meeting a record. */
  private void passOver(
      Map<TopicPartition, Long> unclear, Map<TopicPartition, Long> ends, long now) {
    consumer.assign(unclear.keySet());
    unclear.forEach(
        (place, next) -> {
          if (next == SourceRun.BEGINNING) consumer.seekToBeginning(List.of(place));
          else consumer.seek(place, next);
        });
    var found = consumer.poll(GLANCE);
    unclear.forEach(
        (place, next) -> {
          boolean empty = found.records(place).isEmpty();
          if (empty && consumer.position(place) >= ends.getOrDefault(place, Long.MAX_VALUE)) {
            answers.put(place.partition(), new Answer(next, now));
          }
        });
  }
}
