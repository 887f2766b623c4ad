package dev.leeway.flink;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Stands for a run of records while Flink's connector hands it over: its work for each record
 * (queues, outputs, the mailbox) costs more than counting it.
 *
 * <p>It has the offset of the <em>last</em>: the connector keeps the offset behind a record once it
 * has handed it on, and then the whole run has been counted, for no barrier comes in between.
 */
final class RunRecord extends ConsumerRecord<byte[], byte[]> {

  private static final byte[] NOTHING = new byte[0];

  private final List<ConsumerRecord<byte[], byte[]>> records;

  private RunRecord(
      List<ConsumerRecord<byte[], byte[]>> records, ConsumerRecord<byte[], byte[]> last) {
    super(
        last.topic(),
        last.partition(),
        last.offset(),
        last.timestamp(),
        last.timestampType(),
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        NOTHING,
        NOTHING,
        new RecordHeaders(),
        Optional.empty());
    this.records = records;
  }

  /**
   * @param records at least one, of one partition, in their order
   */
  static RunRecord of(List<ConsumerRecord<byte[], byte[]>> records) {
    return new RunRecord(records, records.get(records.size() - 1));
  }

  List<ConsumerRecord<byte[], byte[]>> records() {
    return records;
  }
}
