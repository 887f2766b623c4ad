package dev.leeway.streams;

import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.topics.Topics;
import dev.leeway.wire.QuarantineWire;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Puts records aside that cannot be used: in the same transaction as their offset. */
final class Quarantine {

  /**
   * Most bytes of key and value that are kept. A compressed record can be larger than any that we
   * may send, and a record that cannot be put aside would end the job again and again. The key is
   * sent twice.
   */
  private static final int LARGEST = Topics.MAX_RECORD_BYTES / 2 - 64 * 1024;

  private final ProcessorContext<byte[], byte[]> context;
  private final QuarantineWire wire;
  private final DriftMeters meters;

  Quarantine(ProcessorContext<byte[], byte[]> context, QuarantineWire wire, DriftMeters meters) {
    this.context = context;
    this.wire = wire;
    this.meters = meters;
  }

  /**
   * Puts the record being processed aside.
   *
   * @param reason a code of docs/operations.md
   * @param detail what was wrong, without the record's values
   */
  void put(Record<byte[], byte[]> bad, String reason, String detail) {
    RecordMetadata where =
        context
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("no record is being processed"));
    put(
        part(
            new ConsumerRecord<>(where.topic(), where.partition(), where.offset(), bad.key(), null),
            bad.timestamp(),
            bad.value()),
        reason,
        detail);
  }

  /**
   * @param reason a code of docs/operations.md
   * @param detail what was wrong, without the record's values
   */
  void put(ConsumerRecord<byte[], byte[]> bad, String reason, String detail) {
    QuarantinedRecord record = new QuarantinedRecord();
    record.setReason(reason);
    boolean fits = size(bad.key()) + size(bad.value()) <= LARGEST;
    record.setDetail(fits ? detail : detail + "; left out: %d bytes".formatted(size(bad.value())));
    record.setTopic(bad.topic());
    record.setPartition(bad.partition());
    record.setOffset(bad.offset());
    record.setReceivedAt(Instant.ofEpochMilli(bad.timestamp()));
    record.setKey(fits ? wrapped(bad.key()) : null);
    record.setValue(fits ? wrapped(bad.value()) : null);
    meters.quarantined(reason, 1);
    byte[] key = fits ? bad.key() : null;
    // Streams refuses to send a record of negative time.
    context.forward(
        new Record<>(key, wire.encode(record), Math.max(0, bad.timestamp())),
        DriftTopology.QUARANTINE_SINK);
  }

  /** A record apart from the buffers that it was received in. */
  static ConsumerRecord<byte[], byte[]> copy(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType(),
        record.serializedKeySize(),
        record.serializedValueSize(),
        Utils.toNullableArray(record.key()),
        Utils.toNullableArray(record.value()),
        record.headers(),
        record.leaderEpoch());
  }

  /** A part of a record as a record of its own in the same place. */
  static ConsumerRecord<byte[], byte[]> part(
      ConsumerRecord<byte[], byte[]> whole, long receivedAt, byte @Nullable [] value) {
    return new ConsumerRecord<>(
        whole.topic(),
        whole.partition(),
        whole.offset(),
        receivedAt,
        whole.timestampType(),
        whole.serializedKeySize(),
        size(value),
        whole.key(),
        value,
        whole.headers(),
        whole.leaderEpoch());
  }

  private static int size(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static @Nullable ByteBuffer wrapped(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
