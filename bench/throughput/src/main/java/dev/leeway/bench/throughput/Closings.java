package dev.leeway.bench.throughput;

import dev.leeway.event.EventRow;
import dev.leeway.wire.PredictionDecoder;
import dev.leeway.wire.PredictionDecoders;
import dev.leeway.wire.Undecodable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * When panes could be closed at the earliest: once the broker had taken, in every partition, a
 * record of the model whose event time had reached the pane's end and grace. Until then no job may
 * know that the pane is complete.
 */
public final class Closings {

  private static final Duration POLL = Duration.ofMillis(2);

  private final int partitions;
  private final long paneMillis;
  private final long graceMillis;

  /** By model and partition: the end of the pane that is closed next there. */
  private final Map<String, Map<Integer, Long>> next = new HashMap<>();

  /** By model and end of the pane: how many partitions have passed it, and when the last did. */
  private final Map<String, TreeMap<Long, Passed>> passed = new HashMap<>();

  private record Passed(int partitions, long lastMillis) {

    Passed also(long millis) {
      return new Passed(partitions + 1, Math.max(lastMillis, millis));
    }
  }

  Closings(int partitions, long paneMillis, long graceMillis) {
    this.partitions = partitions;
    this.paneMillis = paneMillis;
    this.graceMillis = graceMillis;
  }

  /** Of the events of a site, with the times at which the broker took them. */
  public static Closings read(Site site, long paneMillis, long graceMillis) {
    Closings closings = new Closings(site.topics().partitions(), paneMillis, graceMillis);
    PredictionDecoders decoder = new PredictionDecoders(site.ground().registry(), List.of());
    EventRow row = new EventRow();
    try (KafkaConsumer<byte[], byte[]> events = Reading.of(site, site.topics().predictions())) {
      long left =
          events.endOffsets(events.assignment()).values().stream().mapToLong(end -> end).sum();
      while (left > 0) {
        for (ConsumerRecord<byte[], byte[]> record : events.poll(POLL)) {
          left--;
          decoder.decodeEach(record.value(), row, new Taking(closings, record));
        }
      }
    } catch (Undecodable e) {
      throw new ThroughputException("a record that we wrote cannot be read", e);
    }
    return closings;
  }

  /** Takes a partition's records in their order; times in milliseconds of the epoch. */
  void take(int partition, String model, long eventMillis, long receivedMillis) {
    Map<Integer, Long> ends = next.computeIfAbsent(model, name -> new HashMap<>());
    long first = Math.floorDiv(eventMillis, paneMillis) * paneMillis + paneMillis;
    long end = ends.getOrDefault(partition, first);
    for (; end + graceMillis <= eventMillis; end += paneMillis) {
      TreeMap<Long, Passed> panes = passed.computeIfAbsent(model, name -> new TreeMap<>());
      panes.put(end, panes.getOrDefault(end, new Passed(0, 0)).also(receivedMillis));
    }
    ends.put(partition, end);
  }

  /** By the end of each pane that every partition has passed: when the last one did. */
  public Map<Long, Long> of(String model) {
    Map<Long, Long> closed = new TreeMap<>();
    passed
        .getOrDefault(model, new TreeMap<>())
        .forEach(
            (end, pane) -> {
              if (pane.partitions == partitions) closed.put(end, pane.lastMillis);
            });
    return closed;
  }

  private record Taking(Closings closings, ConsumerRecord<byte[], byte[]> record)
      implements PredictionDecoder.Events {

    @Override
    public void decoded(EventRow event, int offset, int length) {
      closings.take(
          record.partition(),
          event.headText(EventRow.MODEL),
          event.eventTime(),
          record.timestamp());
    }

    @Override
    public void undecodable(Undecodable why, int offset, int length) {
      throw new ThroughputException("an event that we wrote cannot be read", why);
    }
  }
}
