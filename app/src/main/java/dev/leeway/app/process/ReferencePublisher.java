package dev.leeway.app.process;

import dev.leeway.reference.Reference;
import dev.leeway.topics.Topics;
import dev.leeway.wire.ReferenceWire;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts references on their topic, from where every job and gateway takes them. */
public final class ReferencePublisher {

  private static final int TIMEOUT_SECONDS = 30;

  private final Map<String, Object> kafka;
  private final Topics topics;
  private final ReferenceWire wire;

  /**
   * @param kafka connection settings, {@code bootstrap.servers} at the least
   */
  public ReferencePublisher(Map<String, ?> kafka, Topics topics, ReferenceWire wire) {
    this.kafka = new HashMap<>(kafka);
    this.topics = topics;
    this.wire = wire;
  }

  /**
   * Publishes one reference; returns once the broker has it.
   *
   * @throws IOException if the broker does not take it within half a minute
   */
  public void publish(Reference reference) throws IOException, InterruptedException {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_SECONDS * 1_000);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  topics.references(), ReferenceWire.key(reference), wire.encode(reference)))
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the reference was not published: " + e, e);
    }
  }
}
