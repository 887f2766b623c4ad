package dev.leeway.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.outbox.Backoff;
import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.Health;
import dev.leeway.outbox.Outbox;
import dev.leeway.registry.RegistryException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Writes back how far a message has come. A write is repeated until Kafka has it: what was
 * delivered and not written down would be delivered again. Safe for many threads.
 */
final class OutboxWriter implements AutoCloseable {

  /** Marks our own records, so that we need not take our own progress for news. */
  private static final String WRITER = "leeway-writer";

  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Outbox outbox;
  private final Health health;
  private final CountDownLatch stopped;
  private final byte[] me = UUID.randomUUID().toString().getBytes(UTF_8);
  private @Nullable Producer<byte[], byte[]> producer;

  OutboxWriter(Outbox outbox, Health health, CountDownLatch stopped) {
    this.outbox = outbox;
    this.health = health;
    this.stopped = stopped;
    health.well("nothing to write yet");
  }

  boolean wrote(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(WRITER);
    return header != null && Arrays.equals(header.value(), me);
  }

  /** Writes the message's new state; false if this part was stopped before Kafka had it. */
  boolean write(Dispatch dispatch) throws InterruptedException {
    Backoff backoff = new Backoff(stopped);
    while (true) {
      Optional<Throwable> failure = attempt(dispatch);
      if (failure.isEmpty()) return true;
      health.trouble(failure.get());
      backoff.pause();
      if (Thread.interrupted()) throw new InterruptedException();
      if (stopped.getCount() == 0) return false;
    }
  }

  /** Deletes a message that was settled long ago. If that fails, the next start does it. */
  void forget(String id) {
    Future<RecordMetadata> unused = send(id, null);
  }

  @Override
  public synchronized void close() {
    if (producer != null) producer.close(LAST_WORDS);
  }

  private Optional<Throwable> attempt(Dispatch dispatch) throws InterruptedException {
    try {
      send(dispatch.id(), outbox.wire().encode(dispatch)).get();
      health.well("writing");
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(Objects.requireNonNullElse(e.getCause(), e));
    } catch (KafkaException | RegistryException e) {
      return Optional.of(e);
    }
  }

  private Future<RecordMetadata> send(String id, byte @Nullable [] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(outbox.topic(), id.getBytes(UTF_8), value);
    record.headers().add(WRITER, me);
    return producer().send(record);
  }

  /** Made on first use: a broker's name that cannot be looked up yet must not stop the start. */
  private synchronized Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> known = producer;
    if (known == null) {
      known = outbox.kafka().plain();
      producer = known;
    }
    return known;
  }
}
