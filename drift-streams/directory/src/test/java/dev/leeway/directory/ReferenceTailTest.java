package dev.leeway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.reference.Reference;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.testkit.Fixtures;
import dev.leeway.wire.ReferenceWire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReferenceTailTest {

  private static final TopicPartition TOPIC = new TopicPartition(Fixtures.TOPICS.references(), 0);

  private final SchemaRegistry registry = Fixtures.registry();
  private final AtomicInteger refusals = new AtomicInteger();
  private final Reference reference = Fixtures.reference();
  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
  private final ReferenceTail tail;

  ReferenceTailTest() {
    consumer.updateBeginningOffsets(Map.of(TOPIC, 0L));
    consumer.updateEndOffsets(Map.of(TOPIC, 0L));
    tail =
        new ReferenceTail(
            consumer,
            consumer,
            Fixtures.TOPICS,
            new ReferenceWire(new AwayAtTimes(), Fixtures.TOPICS),
            List.of());
  }

  @AfterEach
  void stop() {
    tail.close();
  }

  @Test
  void monitor_ofAModelThatOnlyItsReferenceMakesKnown_looksForIt() {
    assertThat(tail.monitor("nobody")).isEmpty();

    publish();
    assertThat(tail.monitor(Fixtures.MODEL.name())).isPresent();
    assertThat(tail.reference(Fixtures.MODEL, Instant.MAX))
        .map(Reference::id)
        .contains(reference.id());
  }

  @Test
  void reference_isReadAgain_whenTheRegistryWasAway() {
    refusals.set(3);
    publish();

    assertThat(tail.readToEnd()).isTrue();
    assertThat(refusals).hasNonPositiveValue();
    assertThat(tail.names()).containsExactly(Fixtures.MODEL.name());
  }

  @Test
  void readToEnd_waitsForNothingElse() {
    long start = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      assertThat(tail.readToEnd()).isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void whatIsNoReference_isRefused_andTheNextIsRead() {
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>(
                    TOPIC.topic(), 0, 0, new byte[0], new byte[] {0, 0, 0, 0, 9})));
    consumer.updateEndOffsets(Map.of(TOPIC, 1L));
    assertThat(tail.readToEnd()).isTrue();

    assertThat(tail.refused()).isOne();
    assertThat(tail.lastRefusal()).startsWith("record 0 of test.references-0: schema id 9");
    assertThat(tail.names()).isEmpty();
  }

  private void publish() {
    offer();
    consumer.updateEndOffsets(Map.of(TOPIC, 1L));
  }

  /** Gives the record to whoever polls from its offset; Kafka's fake gives each out once. */
  private void offer() {
    byte[] value = new ReferenceWire(registry, Fixtures.TOPICS).encode(reference);
    consumer.schedulePollTask(
        () -> consumer.addRecord(new ConsumerRecord<>(TOPIC.topic(), 0, 0, new byte[0], value)));
  }

  /** Refuses to answer as often as it is told. */
  private final class AwayAtTimes implements SchemaRegistry {

    @Override
    public int register(String subject, Schema schema) {
      return registry.register(subject, schema);
    }

    @Override
    public Schema byId(int id) {
      if (refusals.getAndDecrement() > 0) {
        offer();
        throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "away");
      }
      return registry.byId(id);
    }
  }
}
