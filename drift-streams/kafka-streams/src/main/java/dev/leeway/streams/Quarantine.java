package dev.leeway.streams;

import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.wire.QuarantineWire;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Puts records aside that cannot be used: in the same transaction as their offset. */
final class Quarantine {

  private final ProcessorContext<byte[], byte[]> context;
  private final QuarantineWire wire;
  private final DriftMeters meters;

  Quarantine(ProcessorContext<byte[], byte[]> context, QuarantineWire wire, DriftMeters meters) {
    this.context = context;
    this.wire = wire;
    this.meters = meters;
  }

  /**
   * @param reason a code of docs/operations.md
   * @param detail what was wrong, without the record's values
   */
  void put(Record<byte[], byte[]> bad, String reason, String detail) {
    RecordMetadata where =
        context
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("no record is being processed"));
    QuarantinedRecord record = new QuarantinedRecord();
    record.setReason(reason);
    record.setDetail(detail);
    record.setTopic(where.topic());
    record.setPartition(where.partition());
    record.setOffset(where.offset());
    record.setReceivedAt(Instant.ofEpochMilli(bad.timestamp()));
    record.setKey(wrapped(bad.key()));
    record.setValue(wrapped(bad.value()));
    meters.quarantined(reason);
    context.forward(bad.withValue(wire.encode(record)), DriftTopology.QUARANTINE_SINK);
  }

  private static @Nullable ByteBuffer wrapped(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
