package dev.leeway.eventlog;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * The producer in use. It is made on first use, since making one fails while the brokers' names
 * cannot be resolved, and made anew once it is beyond repair: an idempotent producer that met a
 * final error refuses every later record.
 */
final class LiveProducer {

  private final Supplier<Producer<byte[], byte[]>> factory;
  private @Nullable Producer<byte[], byte[]> producer;
  private boolean closed;

  LiveProducer(Supplier<Producer<byte[], byte[]>> factory) {
    this.factory = factory;
  }

  /**
   * @throws org.apache.kafka.common.KafkaException if none can be made now
   * @throws IllegalStateException after {@link #close}
   */
  synchronized Producer<byte[], byte[]> get() {
    if (closed) throw new IllegalStateException("closed");
    if (producer == null) producer = factory.get();
    return Objects.requireNonNull(producer);
  }

  /** Gives up the producer, unless another has taken its place already. */
  synchronized void discard(Producer<byte[], byte[]> broken) {
    if (producer == broken) {
      producer = null;
      broken.close(Duration.ZERO);
    }
  }

  /** Waits as long as given for what is on its way; what is not acknowledged then has failed. */
  synchronized void close(Duration timeout) {
    closed = true;
    if (producer != null) producer.close(timeout);
    producer = null;
  }
}
