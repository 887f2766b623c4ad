package dev.leeway.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.Outbox;
import dev.leeway.outbox.TopicReplay;
import dev.leeway.wire.Undecodable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the outbox: first all of it, so that only what is still open is handed on, then what comes
 * new. For one thread.
 */
final class OutboxTail implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxTail.class);

  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final Outbox outbox;
  private final OutboxWriter writer;
  private final Desk desk;
  private final Map<String, Dispatch> latest = new HashMap<>();
  private Map<TopicPartition, Long> ends = Map.of();
  private boolean reading;

  /** Who is told of the outbox. */
  interface Desk {

    /** The whole outbox as it stands; empty where another process has it. */
    void start(Collection<Dispatch> all);

    /** A message is new or has come further. */
    void changed(Dispatch dispatch);

    /** A message was deleted. */
    void deleted(String id);
  }

  OutboxTail(Consumer<byte[], byte[]> consumer, Outbox outbox, OutboxWriter writer, Desk desk) {
    this.consumer = consumer;
    this.outbox = outbox;
    this.writer = writer;
    this.desk = desk;
    consumer.subscribe(List.of(outbox.topic()), this);
  }

  void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      if (reading) {
        collect(record);
      } else {
        pass(record);
      }
    }
    if (reading && TopicReplay.reached(consumer, ends)) {
      reading = false;
      desk.start(new ArrayList<>(latest.values()));
      latest.clear();
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) return;
    Collection<TopicPartition> all = consumer.assignment();
    consumer.seekToBeginning(all);
    ends = consumer.endOffsets(all);
    latest.clear();
    reading = true;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) return;
    reading = false;
    latest.clear();
    desk.start(List.of());
  }

  private void collect(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      latest.remove(id(record));
      return;
    }
    try {
      Dispatch dispatch = outbox.wire().decode(record.value());
      latest.put(dispatch.id(), dispatch);
    } catch (Undecodable e) {
      skipped(record, e);
    }
  }

  private void pass(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      desk.deleted(id(record));
      return;
    }
    try {
      Dispatch dispatch = outbox.wire().decode(record.value());
      // Our own note of a failed attempt is no news: by now the message may have been delivered.
      boolean echo = dispatch.state() == Dispatch.State.QUEUED && writer.wrote(record);
      if (!echo) desk.changed(dispatch);
    } catch (Undecodable e) {
      skipped(record, e);
    }
  }

  private static String id(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8);
  }

  private static void skipped(ConsumerRecord<byte[], byte[]> record, Undecodable e) {
    LOG.error(
        "outbox: partition {} offset {} cannot be read: {}",
        record.partition(),
        record.offset(),
        e.getMessage());
  }
}
