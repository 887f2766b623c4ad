package dev.leeway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leeway.event.ModelRef;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaEventLogTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final MockProducer<byte[], byte[]> producer = newProducer();
  private final Deque<Producer<byte[], byte[]>> producers = new ArrayDeque<>(List.of(producer));
  private final FlakyRegistry registry = new FlakyRegistry();
  private Instant now = NOON;
  private final KafkaEventLog log =
      new KafkaEventLog(
          this::nextProducer,
          new KafkaEventLog.Surroundings(
              registry, Topics.withDefaults(), () -> now, WireForms.PLAIN),
          KafkaEventLog.newRegistrar());

  @AfterEach
  void close() {
    log.close(Duration.ofSeconds(1));
  }

  @Test
  void append_completesOnceEveryEventIsAcknowledged() throws Exception {
    CompletableFuture<Void> kept = append("a", "b");
    awaitSent(2);

    producer.completeNext();
    assertThat(kept).isNotDone();
    producer.completeNext();

    kept.get(1, TimeUnit.SECONDS);
    assertThat(log.health()).isEqualTo(new LogHealth(true, Optional.empty()));
  }

  @Test
  void append_writesFramedRecordsKeyedById() {
    append("a");
    log.append(
        EventKind.LABEL,
        List.of(LabelEncoder.encode(new LabelHead("a", "churn", NOON), Outcome.of(true))));
    awaitSent(2);

    ProducerRecord<byte[], byte[]> prediction = sentTo("leeway.predictions");
    assertThat(prediction.key()).asString().isEqualTo("a");
    assertThat(prediction.partition()).isNull();
    assertThat(prediction.timestamp()).isNull();
    int id = registry.inner.register("leeway.predictions-value", PredictionRecord.getClassSchema());
    assertThat(prediction.value()).startsWith(0, 0, 0, 0, id);
    assertThat(sentTo("leeway.labels").key()).isEqualTo(prediction.key());
  }

  @Test
  void append_ofNothingIsDone() {
    assertThat(log.append(EventKind.LABEL, List.of())).isCompleted();
  }

  @Test
  void append_failsWithTheFirstEventThatFails() {
    CompletableFuture<Void> kept = append("a", "b");
    awaitSent(2);

    producer.errorNext(new TimeoutException("no broker"));

    assertFails(kept, EventLogException.Kind.UNAVAILABLE, "leeway.predictions: no broker");
    producer.completeNext();
    assertThat(kept).isCompletedExceptionally();
  }

  @Test
  void append_tellsARecordThatIsTooLargeApart() {
    CompletableFuture<Void> kept = append("a");
    awaitSent(1);

    producer.errorNext(new RecordTooLargeException("2000000 bytes"));

    assertFails(
        kept, EventLogException.Kind.TOO_LARGE, "leeway.predictions takes no record of this size");
    assertThat(log.health().healthy()).isTrue();
  }

  @Test
  void append_isNotSentOnceNobodyWaits() {
    registry.blockNext();
    CompletableFuture<Void> first = append("a");
    CompletableFuture<Void> givenUp = append("b");
    CompletableFuture<Void> third = append("c");
    assertThat(givenUp.cancel(false)).isTrue();
    registry.unblock();

    awaitSent(2);
    assertThat(producer.history())
        .extracting(record -> new String(record.key(), java.nio.charset.StandardCharsets.US_ASCII))
        .containsExactly("a", "c");
    assertThat(first).isNotDone();
    assertThat(third).isNotDone();
  }

  @Test
  void append_doesNotWaitForTheRegistry() {
    registry.blockNext();

    assertThat(append("a")).isNotDone();

    registry.unblock();
    awaitSent(1);
  }

  @Test
  void append_failsWhileTheRegistryIsAway() {
    registry.failNext();
    assertFails(append("a"), EventLogException.Kind.UNAVAILABLE, "leeway.predictions: away");

    append("b");
    awaitSent(1);
  }

  @Test
  void append_triesAgainToMakeAProducer() {
    producers.clear();
    assertFails(append("a"), EventLogException.Kind.UNAVAILABLE, "No resolvable bootstrap urls");

    producers.add(producer);
    append("b");
    awaitSent(1);
  }

  @Test
  void append_replacesAProducerThatIsBeyondRepair() throws Exception {
    MockProducer<byte[], byte[]> second = newProducer();
    producers.add(second);
    producer.sendException = new KafkaException("fatal state");
    assertFails(append("a"), EventLogException.Kind.UNAVAILABLE, "fatal state");

    CompletableFuture<Void> kept = append("b");
    await().until(() -> second.history().size() == 1);
    second.completeNext();

    kept.get(1, TimeUnit.SECONDS);
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void health_failsUntilAnEventIsKept() throws Exception {
    CompletableFuture<Void> lost = append("a");
    awaitSent(1);
    producer.errorNext(new TimeoutException("no broker"));
    assertFails(lost, EventLogException.Kind.UNAVAILABLE, "no broker");
    assertThat(log.health()).isEqualTo(new LogHealth(false, Optional.of("no broker")));

    CompletableFuture<Void> kept = append("b");
    awaitSent(2);
    producer.completeNext();
    kept.get(1, TimeUnit.SECONDS);

    assertThat(log.health()).isEqualTo(new LogHealth(true, Optional.of("no broker")));
  }

  @Test
  void health_forgetsAFailureWhenNobodyTriesAnyMore() {
    CompletableFuture<Void> lost = append("a");
    awaitSent(1);
    producer.errorNext(new TimeoutException("no broker"));
    assertFails(lost, EventLogException.Kind.UNAVAILABLE, "no broker");

    now = NOON.plusSeconds(29);
    assertThat(log.health().healthy()).isFalse();
    now = NOON.plusSeconds(30);
    assertThat(log.health().healthy()).isTrue();
  }

  @Test
  void health_failsWhileTheClocksAreFarApart() {
    HealthRecord record = new HealthRecord(() -> now);
    record.kept(NOON.plusSeconds(299).toEpochMilli());
    assertThat(record.read().healthy()).isTrue();
    record.kept(NOON.minusSeconds(86_400).toEpochMilli());
    assertThat(record.read())
        .isEqualTo(
            new LogHealth(false, Optional.of("Kafka's clock is -86400 s ahead of this one")));
    record.kept(NOON.toEpochMilli());
    assertThat(record.read().healthy()).isTrue();
  }

  @Test
  void close_failsWhatIsNotSentAndTakesNoMore() {
    registry.blockNext();
    CompletableFuture<Void> waiting = append("a");
    CompletableFuture<Void> behind = append("b");

    log.close(Duration.ofMillis(10));

    assertThat(waiting).isCompletedExceptionally();
    assertFails(behind, EventLogException.Kind.UNAVAILABLE, "the log is closed");
    assertFails(append("c"), EventLogException.Kind.UNAVAILABLE, "the log is closed");
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void close_sendsWhatWaitsFirst() {
    registry.blockNext();
    append("a");
    append("b");
    registry.unblock();

    log.close(Duration.ofSeconds(5));

    assertThat(producer.history()).hasSize(2);
    assertThat(producer.closed()).isTrue();
  }

  private CompletableFuture<Void> append(String... ids) {
    List<EncodedEvent> events = new ArrayList<>();
    for (String id : ids) {
      events.add(
          new PredictionEncoder()
              .encode(new PredictionHead(id, new ModelRef("churn", "1"), NOON, Optional.empty())));
    }
    return log.append(EventKind.PREDICTION, events);
  }

  private void awaitSent(int count) {
    await().until(() -> producer.history().size() == count);
  }

  private ProducerRecord<byte[], byte[]> sentTo(String topic) {
    return producer.history().stream()
        .filter(record -> record.topic().equals(topic))
        .findFirst()
        .orElseThrow();
  }

  private static void assertFails(
      CompletableFuture<Void> kept, EventLogException.Kind kind, String message) {
    assertThatThrownBy(() -> kept.get(2, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            EventLogException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e).hasMessageContaining(message);
            });
  }

  private synchronized Producer<byte[], byte[]> nextProducer() {
    Producer<byte[], byte[]> next = producers.poll();
    if (next == null) throw new ConfigException("No resolvable bootstrap urls given");
    return next;
  }

  private static MockProducer<byte[], byte[]> newProducer() {
    return new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A registry that can be away or slow. */
  private static final class FlakyRegistry implements SchemaRegistry {

    private final MemorySchemaRegistry inner = new MemorySchemaRegistry();
    private boolean blocked;
    private boolean failing;

    synchronized void blockNext() {
      blocked = true;
    }

    synchronized void unblock() {
      blocked = false;
      notifyAll();
    }

    synchronized void failNext() {
      failing = true;
    }

    @Override
    public synchronized int register(String subject, Schema schema) {
      try {
        while (blocked) wait();
      } catch (InterruptedException e) {
        throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "interrupted", e);
      }
      if (failing) {
        failing = false;
        throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "away");
      }
      return inner.register(subject, schema);
    }

    @Override
    public Schema byId(int id) {
      return inner.byId(id);
    }
  }
}
