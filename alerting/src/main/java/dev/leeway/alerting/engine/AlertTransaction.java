package dev.leeway.alerting.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.alerting.AlertChange;
import dev.leeway.alerting.engine.AlertMemory.Consequence;
import dev.leeway.alerting.engine.VerdictMerge.Arrived;
import dev.leeway.alerting.engine.VerdictMerge.Garbled;
import dev.leeway.alerting.engine.VerdictMerge.Ordered;
import dev.leeway.alerting.engine.VerdictMerge.Understood;
import dev.leeway.outbox.Dispatch;
import dev.leeway.schemas.avro.QuarantinedRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Writes what verdicts and commands lead to - alerts, messages, quarantined records - and the
 * places in the topics of both, all of it or nothing. For one thread.
 */
final class AlertTransaction {

  private final EngineContext context;
  private final Producer<byte[], byte[]> producer;

  /**
   * @param producer ready for transactions
   */
  AlertTransaction(EngineContext context, Producer<byte[], byte[]> producer) {
    this.context = context;
    this.producer = producer;
  }

  /**
   * What the verdicts changed, after all of it is committed.
   *
   * @throws RuntimeException if it is not committed, or nobody knows; then neither the memory nor
   *     the producer may be used again
   */
  List<AlertChange> commit(List<Arrived> batch, AlertMemory memory, ConsumerGroupMetadata reader) {
    Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
    List<AlertChange> changes = new ArrayList<>();
    producer.beginTransaction();
    for (Arrived arrived : batch) {
      if (arrived instanceof Understood understood) {
        changes.addAll(written(memory.consider(understood.verdict())));
      } else if (arrived instanceof Ordered ordered) {
        changes.addAll(written(memory.consider(ordered.command())));
      } else if (arrived instanceof Garbled garbled) {
        quarantine(garbled);
      }
      places.put(
          VerdictMerge.partition(arrived.record()),
          new OffsetAndMetadata(arrived.record().offset() + 1));
    }
    producer.sendOffsetsToTransaction(places, reader);
    producer.commitTransaction();
    return changes;
  }

  /**
   * What changed because time went by, after all of it is committed; fails as {@link #commit} does.
   */
  List<AlertChange> pass(Instant now, AlertMemory memory) {
    Consequence consequence = memory.pass(now);
    if (consequence.changes().isEmpty()) return List.of();
    producer.beginTransaction();
    List<AlertChange> changes = written(consequence);
    producer.commitTransaction();
    return changes;
  }

  private List<AlertChange> written(Consequence consequence) {
    for (AlertChange change : consequence.changes()) {
      send(
          context.topics().alerts(),
          change.after().key().fingerprint().getBytes(UTF_8),
          context.wires().alerts().encode(change.after()));
    }
    for (Dispatch message : consequence.messages()) {
      send(
          context.topics().outbox(),
          message.id().getBytes(UTF_8),
          context.wires().dispatches().encode(message));
    }
    return consequence.changes();
  }

  private void quarantine(Garbled garbled) {
    ConsumerRecord<byte[], byte[]> record = garbled.record();
    String reason = garbled.failure().reason().name().toLowerCase(Locale.ROOT);
    QuarantinedRecord quarantined =
        new QuarantinedRecord(
            reason,
            String.valueOf(garbled.failure().getMessage()),
            record.topic(),
            record.partition(),
            record.offset(),
            context.clock().instant(),
            wrapped(record.key()),
            wrapped(record.value()));
    send(
        context.topics().quarantine(),
        record.key(),
        context.wires().quarantine().encode(quarantined));
    context.meters().quarantined(reason);
  }

  /** Not awaited: the commit fails if one of its sends did. */
  private void send(String topic, byte @Nullable [] key, byte[] value) {
    Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(topic, key, value));
  }

  private static @Nullable ByteBuffer wrapped(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
