package dev.leeway.flink;

import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.topics.Topics;
import dev.leeway.wire.QuarantineWire;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Puts records aside that cannot be used: to a side output, which joins the results' transaction.
 */
final class Quarantine {

  static final TypeInformation<Outgoing> TYPE =
      new SerializedType<>(Outgoing.class, new OutgoingSerializer());

  static final OutputTag<Outgoing> TAG = new OutputTag<>("quarantine", TYPE);

  /** Most bytes of key and value that are kept; a larger record could not be sent. */
  private static final int LARGEST = Topics.MAX_RECORD_BYTES / 2 - 64 * 1024;

  private final String topic;
  private final QuarantineWire wire;
  private final Output<?> output;
  private final DriftCounters counters;

  Quarantine(Workplace workplace, Output<?> output, DriftCounters counters) {
    topic = workplace.topics().quarantine();
    wire = workplace.wires().quarantine();
    this.output = output;
    this.counters = counters;
  }

  /**
   * Where a record came from.
   *
   * @param offset -1 of what never had one
   * @param receivedAt in milliseconds of the epoch
   */
  record Place(String topic, int partition, long offset, long receivedAt) {}

  /** A record's bytes, which nobody changes. */
  @SuppressWarnings("ArrayRecordComponent")
  record Bytes(byte @Nullable [] key, byte @Nullable [] value) {

    private int size() {
      return (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
    }
  }

  /**
   * @param reason a code of docs/operations.md
   * @param detail what was wrong, without the record's values
   */
  void put(Place where, Bytes bytes, String reason, String detail) {
    QuarantinedRecord record = new QuarantinedRecord();
    boolean fits = bytes.size() <= LARGEST;
    record.setReason(reason);
    record.setDetail(fits ? detail : detail + "; left out: %d bytes".formatted(bytes.size()));
    record.setTopic(where.topic());
    record.setPartition(where.partition());
    record.setOffset(where.offset());
    record.setReceivedAt(Instant.ofEpochMilli(where.receivedAt()));
    record.setKey(fits ? wrapped(bytes.key()) : null);
    record.setValue(fits ? wrapped(bytes.value()) : null);
    counters.quarantined(reason);
    byte[] key = fits ? bytes.key() : null;
    output.collect(TAG, new StreamRecord<>(new Outgoing(topic, key, key, wire.encode(record))));
  }

  private static @Nullable ByteBuffer wrapped(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
