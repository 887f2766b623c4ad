package dev.leeway.app.crash;

import dev.leeway.app.e2e.Traffic;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.wire.RecordCodec;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A service that writes its predictions to Kafka itself, however long Kafka is away. */
final class EventSender implements AutoCloseable {

  /** Longer than any test lets a broker be away. */
  private static final int PATIENCE_MILLIS = 150_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final RecordCodec<PredictionRecord> codec;
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

  EventSender(Map<String, Object> client, String topic, RecordCodec<PredictionRecord> codec) {
    client.put("linger.ms", 20);
    client.put("max.block.ms", PATIENCE_MILLIS);
    client.put("delivery.timeout.ms", PATIENCE_MILLIS);
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
    this.codec = codec;
  }

  void send(Traffic.Event event) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, event.id().getBytes(), codec.encode(event.record())),
            (metadata, error) -> {
              if (error == null) acknowledged.add(event.id());
            });
  }

  /** Returns once everything sent was acknowledged or given up. */
  void flush() {
    producer.flush();
  }

  /** Ids of the events that Kafka has promised to keep. */
  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** As {@link #flush}, and for good. */
  @Override
  public void close() {
    producer.close();
  }
}
