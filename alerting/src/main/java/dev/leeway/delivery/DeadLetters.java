package dev.leeway.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.Outbox;
import dev.leeway.outbox.TopicReplay;
import dev.leeway.wire.Undecodable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Messages that were given up, and how they get another chance. */
public final class DeadLetters {

  private final Outbox outbox;

  public DeadLetters(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Every one of them, the oldest first.
   *
   * @throws KafkaException if the outbox cannot be read now
   */
  public List<Dispatch> all() {
    Map<String, Dispatch> latest = new LinkedHashMap<>();
    new TopicReplay(outbox.kafka())
        .read(
            outbox.topic(),
            record -> {
              String id = new String(record.key(), UTF_8);
              latest.remove(id);
              if (record.value() == null) return;
              try {
                Dispatch dispatch = outbox.wire().decode(record.value());
                if (dispatch.state() == Dispatch.State.DEAD) latest.put(id, dispatch);
              } catch (Undecodable e) {
                throw new KafkaException("the outbox holds what is no message: " + e.getMessage());
              }
            });
    return latest.values().stream().sorted(Dispatch.BY_AGE).toList();
  }

  /**
   * Queues messages again, with their ids; whoever delivers takes them up at once.
   *
   * @throws KafkaException if Kafka does not take one of them
   */
  public void redeliver(Collection<Dispatch> dead) throws InterruptedException {
    try (Producer<byte[], byte[]> producer = outbox.kafka().plain()) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Dispatch dispatch : dead) {
        byte[] value = outbox.wire().encode(dispatch.again());
        sent.add(
            producer.send(
                new ProducerRecord<>(outbox.topic(), dispatch.id().getBytes(UTF_8), value)));
      }
      for (Future<RecordMetadata> each : sent) each.get();
    } catch (ExecutionException e) {
      throw new KafkaException(
          "not queued again: " + Objects.requireNonNullElse(e.getCause(), e).getMessage());
    }
  }
}
