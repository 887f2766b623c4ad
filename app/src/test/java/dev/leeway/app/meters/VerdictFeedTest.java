package dev.leeway.app.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leeway.event.ModelRef;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import dev.leeway.wire.VerdictWire;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class VerdictFeedTest {

  private static final Topics TOPICS = new Topics("feed-test", 1);
  private static final TopicPartition TOPIC = new TopicPartition(TOPICS.verdicts(), 0);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final MemorySchemaRegistry registry = new MemorySchemaRegistry();
  private final AtomicBoolean away = new AtomicBoolean(true);
  private final CountDownLatch refused = new CountDownLatch(3);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MockConsumer<byte[], byte[]> consumer = new Verdicts();

  @Test
  void verdicts_areReadAgain_whenTheRegistryWasAway() throws InterruptedException {
    try (VerdictFeed feed =
        new VerdictFeed(
            consumer,
            TOPICS,
            new VerdictWire(new AwayAtTimes(), TOPICS),
            new VerdictMeters(meters, VerdictMeters.Most.DEFAULT),
            () -> NOW)) {
      feed.start();
      refused.await();
      await().untilAsserted(() -> assertThat(feed.trouble()).contains("gone for lunch"));

      away.set(false);
      await().untilAsserted(() -> assertThat(counted()).isEqualTo(2));
      assertThat(feed.trouble()).isEmpty();
    }
    assertThat(counted()).isEqualTo(2);
  }

  private double counted() {
    return meters.find("leeway.verdicts").counters().stream().mapToDouble(Counter::count).sum();
  }

  private ConsumerRecord<byte[], byte[]> record(int offset) {
    Verdict verdict =
        new Verdict(
            new ModelRef("delay", "1"),
            "",
            Window.starting(offset * 60_000L, Duration.ofMinutes(1)),
            Verdict.Kind.DRIFT,
            1,
            State.OK,
            Verdict.UnknownReason.NONE,
            100,
            "reference",
            List.of());
    return new ConsumerRecord<>(
        TOPIC.topic(),
        0,
        offset,
        NOW.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        new byte[0],
        new VerdictWire(registry, TOPICS).encode(verdict),
        new RecordHeaders(),
        Optional.empty());
  }

  /** Two verdicts, given to whoever polls from the first or second. */
  private final class Verdicts extends MockConsumer<byte[], byte[]> {

    Verdicts() {
      super(AutoOffsetResetStrategy.EARLIEST.name());
      updateBeginningOffsets(Map.of(TOPIC, 0L));
      updateEndOffsets(Map.of(TOPIC, 0L));
      Node node = new Node(1, "localhost", 1);
      Node[] one = {node};
      updatePartitions(TOPIC.topic(), List.of(new PartitionInfo(TOPIC.topic(), 0, node, one, one)));
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      return Map.of();
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      for (long offset = position(TOPIC); offset < 2; offset++) {
        addRecord(record((int) offset));
      }
      return super.poll(timeout);
    }
  }

  /** Does not answer while it is away. */
  private final class AwayAtTimes implements SchemaRegistry {

    @Override
    public int register(String subject, Schema schema) {
      return registry.register(subject, schema);
    }

    @Override
    public Schema byId(int id) {
      if (away.get()) {
        refused.countDown();
        throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "gone for lunch");
      }
      return registry.byId(id);
    }
  }
}
