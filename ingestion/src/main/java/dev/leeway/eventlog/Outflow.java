package dev.leeway.eventlog;

import dev.leeway.registry.RegistryException;
import dev.leeway.wire.BatchForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes records of the events of one topic and hands them to the producer: one by one, or packed
 * with others of their partition. For one thread, but for {@link #failUnsent}.
 */
final class Outflow {

  private static final Logger LOG = LoggerFactory.getLogger(Outflow.class);

  private final String topic;
  private final SchemaId schema;
  private final LiveProducer producers;
  private final HealthRecord health;
  private final Forms forms;
  private final Map<Integer, Pack> packs = new HashMap<>();

  /** Those with an event in a pack. */
  private final Set<Append> unsent = ConcurrentHashMap.newKeySet();

  private long oldest;

  /** Most bytes of a pack: what was asked for, or less once the topic has refused a pack. */
  private volatile int packBytes;

  Outflow(Place place, LiveProducer producers, HealthRecord health, Forms forms) {
    topic = place.topic;
    schema = place.schema;
    this.producers = producers;
    this.health = health;
    this.forms = forms;
    packBytes = forms.batching.bytes();
  }

  /** The topic, and the schema of what it carries in its plain form. */
  record Place(String topic, SchemaId schema) {}

  /**
   * How events are written.
   *
   * @param batch the schema of a pack; null if there are none
   */
  record Forms(@Nullable TypedForms typed, Batching batching, @Nullable Registration batch) {

    /** As they come. */
    static final Forms PLAIN = new Forms(null, Batching.NONE, null);
  }

  /** An event on its way. */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes them
  private record Item(Append append, byte[] key, byte[] value) {}

  private static final class Pack {

    private final List<Item> items = new ArrayList<>();
    private int bytes;
  }

  /**
   * Sends the events, or packs them.
   *
   * @throws InterruptException if the thread is interrupted; the append has failed
   */
  void take(Append append) {
    try {
      int schemaId = schema.get();
      for (EncodedEvent event : append.events()) {
        if (append.isOver()) return;
        byte[] framed = event.framed(schemaId);
        byte[] value = forms.typed == null ? framed : forms.typed.of(event, framed);
        put(new Item(append, event.key(), value));
      }
    } catch (InterruptException e) {
      append.failed(closed());
      throw e;
    } catch (RuntimeException e) {
      failed(append, e);
    }
  }

  /** After how many nanoseconds {@link #flush} is due; {@link Long#MAX_VALUE} if nothing waits. */
  long dueIn() {
    if (packs.isEmpty()) return Long.MAX_VALUE;
    return Math.max(0, forms.batching.linger().toNanos() - (System.nanoTime() - oldest));
  }

  /** Sends what is packed. */
  void flush() {
    List<Map.Entry<Integer, Pack>> all = List.copyOf(packs.entrySet());
    packs.clear();
    for (Map.Entry<Integer, Pack> pack : all) {
      send(pack.getKey(), pack.getValue().items);
    }
    unsent.clear();
  }

  /** Fails what is packed and will not be sent any more. */
  void failUnsent() {
    unsent.forEach(append -> append.failed(closed()));
  }

  EventLogException closed() {
    return new EventLogException(EventLogException.Kind.UNAVAILABLE, topic + ": the log is closed");
  }

  private void put(Item item) {
    OptionalInt batch = forms.batch == null ? OptionalInt.empty() : forms.batch.id();
    int partitions = batch.isEmpty() ? 0 : producers.get().partitionsFor(topic).size();
    if (partitions == 0 || item.value.length >= packBytes) {
      send(alone(item), List.of(item));
      return;
    }
    // As Kafka's own partitioner does it, so that a label lands on its prediction's partition.
    int partition = Utils.toPositive(Utils.murmur2(item.key)) % partitions;
    if (packs.isEmpty()) oldest = System.nanoTime();
    Pack pack = packs.computeIfAbsent(partition, key -> new Pack());
    if (pack.bytes + item.value.length > packBytes) {
      sendAndEmpty(partition, pack);
    }
    pack.items.add(item);
    pack.bytes += item.value.length;
    unsent.add(item.append);
    if (pack.items.size() == forms.batching.events()) {
      packs.remove(partition);
      sendAndEmpty(partition, pack);
    }
  }

  private void sendAndEmpty(int partition, Pack pack) {
    List<Item> items = List.copyOf(pack.items);
    pack.items.clear();
    pack.bytes = 0;
    send(partition, items);
  }

  private void send(int partition, List<Item> packed) {
    List<Item> items = packed.stream().filter(item -> !item.append.isOver()).toList();
    if (items.isEmpty()) return;
    try {
      send(record(partition, items), items);
    } catch (InterruptException e) {
      items.forEach(item -> item.append.failed(closed()));
      throw e;
    } catch (RuntimeException e) {
      items.forEach(item -> failed(item.append, e));
    }
  }

  private ProducerRecord<byte[], byte[]> record(int partition, List<Item> items) {
    return items.size() == 1 ? alone(items.get(0)) : together(partition, items);
  }

  private ProducerRecord<byte[], byte[]> alone(Item item) {
    return new ProducerRecord<>(topic, item.key, item.value);
  }

  /** The key of the first leads to the partition of all. */
  private ProducerRecord<byte[], byte[]> together(int partition, List<Item> items) {
    int batchId = forms.batch == null ? 0 : forms.batch.id().orElseThrow();
    byte[] value = BatchForm.encode(batchId, items.stream().map(Item::value).toList());
    return new ProducerRecord<>(topic, partition, items.get(0).key, value);
  }

  private void send(ProducerRecord<byte[], byte[]> record, List<Item> items) {
    Producer<byte[], byte[]> producer = producers.get();
    try {
      Future<RecordMetadata> unused =
          producer.send(
              record,
              (metadata, error) -> {
                if (metadata != null && metadata.hasTimestamp()) health.kept(metadata.timestamp());
                answered(record, items, error);
              });
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      // What a later attempt could mend comes through the callback; this producer is beyond
      // repair.
      producers.discard(producer);
      throw e;
    }
  }

  private void answered(
      ProducerRecord<byte[], byte[]> record, List<Item> items, @Nullable Exception error) {
    if (error instanceof RecordTooLargeException && items.size() > 1) {
      split(record, items);
      return;
    }
    for (Item item : items) {
      if (error == null) {
        health.succeeded();
        item.append.acknowledged();
      } else {
        failed(item.append, error);
      }
    }
  }

  /**
   * A pack that the topic does not take goes in two halves, at once: its partition is known, so the
   * producer does not wait for it. Later packs are smaller.
   */
  private void split(ProducerRecord<byte[], byte[]> record, List<Item> items) {
    packBytes = Math.max(1, Math.min(packBytes, record.value().length / 2));
    int half = items.size() / 2;
    send(record.partition(), items.subList(0, half));
    send(record.partition(), items.subList(half, items.size()));
  }

  private void failed(Append append, Throwable error) {
    if (error instanceof RecordTooLargeException) {
      String detail = topic + " takes no record of this size";
      append.failed(new EventLogException(EventLogException.Kind.TOO_LARGE, detail, error));
      return;
    }
    boolean neighbour = error instanceof KafkaException || error instanceof RegistryException;
    if (!neighbour) LOG.error("{}: events could not be sent", topic, error);
    health.failed(error);
    String detail = topic + ": " + error.getMessage();
    append.failed(new EventLogException(EventLogException.Kind.UNAVAILABLE, detail, error));
  }
}
