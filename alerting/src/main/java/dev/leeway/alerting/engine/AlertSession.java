package dev.leeway.alerting.engine;

import dev.leeway.alerting.AlertChange;
import dev.leeway.alerting.engine.VerdictMerge.Arrived;
import dev.leeway.alerting.engine.VerdictMerge.Garbled;
import dev.leeway.alerting.engine.VerdictMerge.Ordered;
import dev.leeway.alerting.engine.VerdictMerge.Understood;
import dev.leeway.outbox.Health;
import dev.leeway.outbox.Pulse;
import dev.leeway.wire.Undecodable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One life of the engine: from joining the group to the first failure. What it reads, what it
 * writes and how far it has read go into one transaction; after a failure everything is thrown
 * away, and the next session starts from what was committed. For one thread.
 */
final class AlertSession implements AutoCloseable, ConsumerRebalanceListener {

  private static final Duration POLL = Duration.ofMillis(100);

  /** Most verdicts in one transaction. */
  private static final int BATCH = 500;

  /** How long a verdict waits for other partitions' older ones: a dead partition stops no alert. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** How late a silence may end. */
  private static final Duration PASS_EVERY = Duration.ofSeconds(5);

  /** Longer than a broker takes to end a transaction in all partitions that it wrote to. */
  private static final Duration SETTLE = Duration.ofMillis(200);

  private final EngineContext context;
  private final AlertingSettings settings;
  private final Consumer<byte[], byte[]> consumer;
  private final Pulse pulse;
  private final VerdictMerge merge;
  private boolean reassigned;
  private Instant nextPass = Instant.MIN;
  private long waitingSinceNanos;
  private @Nullable Ownership ownership;

  /** What only the owner of the partitions has. */
  private record Ownership(
      Producer<byte[], byte[]> producer, AlertTransaction transaction, AlertMemory memory) {}

  AlertSession(EngineContext context, AlertingSettings settings, Health health) {
    this(context, settings, health, SETTLE);
  }

  /**
   * @param settle how long a verdict waits for older ones of other partitions, even where there
   *     seem to be none
   */
  AlertSession(EngineContext context, AlertingSettings settings, Health health, Duration settle) {
    this.merge = new VerdictMerge(settle, System::nanoTime);
    this.context = context;
    this.settings = settings;
    this.consumer = context.kafka().member("alerting");
    this.pulse = new Pulse(consumer, context.topics().verdicts(), health);
    consumer.subscribe(
        List.of(context.topics().verdicts(), context.topics().alertCommands()), this);
  }

  /** Reads once and commits what is ready. */
  void step() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) merge.add(read(record));
    if (reassigned) {
      reassigned = false;
      own();
      return;
    }
    pulse.check("watching");
    Ownership owned = ownership;
    if (owned == null) return;
    pass(owned);
    List<Arrived> ready = ready();
    if (!ready.isEmpty()) commit(owned, ready);
    Set<TopicPartition> full = merge.full();
    Set<TopicPartition> rest = new HashSet<>(consumer.assignment());
    rest.removeAll(full);
    consumer.pause(full);
    consumer.resume(rest);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) reassigned = true;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) reassigned = true;
  }

  @Override
  public void close() {
    disown();
    // The transaction is ended by the next producer of this purpose, or by the broker in time.
    consumer.close();
  }

  /**
   * Takes over: shuts out whoever owned the partitions before, then reads what was committed. In
   * this order, or a transaction of the former owner could still change what was read.
   */
  private void own() {
    disown();
    Set<TopicPartition> assigned = Set.copyOf(consumer.assignment());
    merge.assign(assigned);
    waitingSinceNanos = System.nanoTime();
    if (assigned.isEmpty()) return;
    Producer<byte[], byte[]> producer = context.kafka().transactional("alerting");
    try {
      producer.initTransactions();
      rewind(assigned);
      AlertMemory memory = AlertMemory.recall(context, settings);
      context.meters().firing(memory.firing());
      nextPass = Instant.MIN;
      ownership = new Ownership(producer, new AlertTransaction(context, producer), memory);
    } finally {
      if (ownership == null) producer.close(Duration.ZERO);
    }
  }

  private void disown() {
    Ownership owned = ownership;
    ownership = null;
    context.meters().firing(Map.of());
    if (owned != null) owned.producer().close(Duration.ZERO);
  }

  /** To the committed places; records that were read before the take-over are read again. */
  private void rewind(Set<TopicPartition> assigned) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(assigned);
    for (TopicPartition partition : assigned) {
      OffsetAndMetadata place = committed.get(partition);
      if (place == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, place.offset());
      }
    }
  }

  private Arrived read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return record.topic().equals(context.topics().verdicts())
          ? new Understood(record, context.wires().verdicts().decode(record.value()))
          : new Ordered(record, context.wires().commands().decode(record.value()));
    } catch (Undecodable e) {
      return new Garbled(record, e);
    }
  }

  private List<Arrived> ready() {
    List<Arrived> ready = merge.take(BATCH, this::atEnd);
    long now = System.nanoTime();
    if (!ready.isEmpty() || !merge.waiting()) {
      waitingSinceNanos = now;
      return ready;
    }
    return now - waitingSinceNanos < PATIENCE.toNanos()
        ? ready
        : merge.take(BATCH, partition -> true);
  }

  private boolean atEnd(TopicPartition partition) {
    return consumer.currentLag(partition).orElse(1) <= 0;
  }

  /** Before anything else, so that no silence that ended while nobody was here holds. */
  private void pass(Ownership owned) {
    Instant now = context.clock().instant();
    if (now.isBefore(nextPass)) return;
    nextPass = now.plus(PASS_EVERY);
    count(owned, owned.transaction().pass(now, owned.memory()));
  }

  private void commit(Ownership owned, List<Arrived> batch) {
    count(owned, owned.transaction().commit(batch, owned.memory(), consumer.groupMetadata()));
  }

  private void count(Ownership owned, List<AlertChange> changes) {
    for (AlertChange change : changes) {
      if (change.moved()) context.meters().changed(change.after().state().key());
    }
    if (!changes.isEmpty()) context.meters().firing(owned.memory().firing());
  }
}
