package dev.leeway.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.topics.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A broker in memory for the Kafka clients' own mocks: logs, committed places, transactions that
 * appear whole or not at all, fencing, one owner per group; and it can be away or fail on purpose.
 */
public final class FakeKafka implements KafkaAccess {

  /** How the next commit fails. */
  public enum Fault {
    NONE,
    /** Nothing is committed. */
    LOST,
    /** All is committed, but the answer does not arrive. */
    ANSWER_LOST
  }

  private final Topics topics;
  private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> logs = new HashMap<>();
  private final Map<String, Map<TopicPartition, Long>> places = new HashMap<>();
  private final Map<String, FakeProducer> transactional = new HashMap<>();
  private final Map<String, List<FakeConsumer>> groups = new HashMap<>();
  private Fault fault = Fault.NONE;
  private volatile boolean away;

  public FakeKafka(Topics topics) {
    this.topics = topics;
    topics
        .all()
        .forEach(
            spec -> {
              for (int i = 0; i < spec.partitions(); i++) {
                logs.put(new TopicPartition(spec.name(), i), new ArrayList<>());
              }
            });
  }

  /** While it is away, no call succeeds. */
  public void away(boolean now) {
    away = now;
  }

  /** Once. */
  public synchronized void failNextCommit(Fault how) {
    fault = how;
  }

  public synchronized void append(ProducerRecord<byte[], byte[]> record) {
    int partition = record.partition() == null ? 0 : record.partition();
    List<ConsumerRecord<byte[], byte[]>> log = log(new TopicPartition(record.topic(), partition));
    log.add(
        new ConsumerRecord<>(
            record.topic(),
            partition,
            log.size(),
            0L,
            TimestampType.CREATE_TIME,
            0,
            0,
            record.key(),
            record.value(),
            new RecordHeaders(record.headers().toArray()),
            java.util.Optional.empty()));
    notifyAll();
  }

  public void append(String topic, int partition, byte[] value) {
    append(new ProducerRecord<>(topic, partition, "k".getBytes(UTF_8), value));
  }

  /** Every record of the topic, in order. */
  public synchronized List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    partitions(topic).forEach(partition -> all.addAll(log(partition)));
    return all;
  }

  /** The last value of every key of the topic; what compaction would leave. */
  public Map<String, byte[]> compacted(String topic) {
    Map<String, byte[]> last = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
      String key = new String(record.key(), UTF_8);
      last.remove(key);
      if (record.value() != null) last.put(key, record.value());
    }
    return last;
  }

  /** How many verdicts the group has committed. */
  public synchronized long committed(String group) {
    return places.getOrDefault(group, Map.of()).values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public synchronized Consumer<byte[], byte[]> member(String purpose) {
    FakeConsumer consumer = new FakeConsumer(this, purpose);
    groups.computeIfAbsent(purpose, group -> new ArrayList<>()).add(consumer);
    return consumer;
  }

  @Override
  public Consumer<byte[], byte[]> reader() {
    check();
    return new FakeConsumer(this, "");
  }

  @Override
  public synchronized Producer<byte[], byte[]> transactional(String purpose) {
    FakeProducer producer = new FakeProducer(this, purpose);
    FakeProducer former = transactional.put(purpose, producer);
    if (former != null && !former.closed() && former.transactionInitialized()) {
      former.fenceProducer();
    }
    return producer;
  }

  @Override
  public Producer<byte[], byte[]> plain() {
    return new FakeProducer(this, "");
  }

  /** Until something is appended, but not for long: the caller has other things to look after. */
  synchronized void awaitChange() {
    try {
      wait(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void check() {
    if (away) throw new TimeoutException("the broker is away");
  }

  /** The first member that is still open has all partitions. */
  synchronized boolean owns(FakeConsumer consumer, String group) {
    List<FakeConsumer> members = groups.getOrDefault(group, List.of());
    return members.stream().filter(member -> !member.left()).findFirst().orElse(null) == consumer;
  }

  synchronized Set<TopicPartition> partitions(String topic) {
    Set<TopicPartition> all =
        new java.util.TreeSet<>(java.util.Comparator.comparingInt(TopicPartition::partition));
    for (TopicPartition partition : new HashSet<>(logs.keySet())) {
      if (partition.topic().equals(topic)) all.add(partition);
    }
    return all;
  }

  synchronized long end(TopicPartition partition) {
    return log(partition).size();
  }

  synchronized List<ConsumerRecord<byte[], byte[]>> from(TopicPartition partition, long offset) {
    List<ConsumerRecord<byte[], byte[]>> log = log(partition);
    return new ArrayList<>(log.subList((int) Math.min(offset, log.size()), log.size()));
  }

  synchronized Map<TopicPartition, Long> places(String group) {
    return new HashMap<>(places.getOrDefault(group, Map.of()));
  }

  /** All of it becomes visible at once, or nothing. */
  synchronized void commit(
      String group, List<ProducerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> read) {
    check();
    Fault now = fault;
    fault = Fault.NONE;
    if (now == Fault.LOST) throw new TimeoutException("not committed");
    records.forEach(this::append);
    places.computeIfAbsent(group, name -> new HashMap<>()).putAll(read);
    if (now == Fault.ANSWER_LOST) throw new TimeoutException("committed, but nobody heard");
  }

  Topics topics() {
    return topics;
  }

  private List<ConsumerRecord<byte[], byte[]>> log(TopicPartition partition) {
    List<ConsumerRecord<byte[], byte[]>> log = logs.get(partition);
    if (log == null) throw new AssertionError("no such partition: " + partition);
    return log;
  }
}
