package dev.leeway.store.feed;

import dev.leeway.store.Position;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that a partition is still the log it was when its position was stored.
 *
 * <p>A log that lost its tail in a power failure, or a topic that was made anew, uses offsets again
 * for other records; going on at the stored offset would pass over them without a word. So reading
 * begins one record earlier, at the last one that was applied. If it is not there, the partition is
 * read from its beginning: applying a record again changes nothing.
 *
 * <p>Seeking with Kafka's leader epoch would notice the first case too, but a consumer that is
 * given a higher epoch than a topic has, as after the second, waits for that epoch for ever.
 */
final class SameLog {

  private static final Logger log = LoggerFactory.getLogger(SameLog.class);

  private final Map<TopicPartition, Position> unproven = new HashMap<>();

  /** Goes to the last record that was applied, of which the first poll must bring the proof. */
  void seek(Consumer<?, ?> consumer, TopicPartition partition, Position stored) {
    consumer.seek(partition, stored.nextOffset() - 1);
    unproven.put(partition, stored);
  }

  /** The records that have not been applied; of a partition that is another log, none yet. */
  List<ConsumerRecord<byte[], byte[]>> fresh(
      Consumer<?, ?> consumer, ConsumerRecords<byte[], byte[]> polled) {
    List<ConsumerRecord<byte[], byte[]>> fresh = new ArrayList<>();
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      Position stored = unproven.remove(partition);
      if (stored == null) {
        fresh.addAll(records);
      } else if (proves(records.get(0), stored)) {
        fresh.addAll(records.subList(1, records.size()));
      } else {
        log.warn(
            "{} no longer has at offset {} what was read there: it is read from its beginning",
            partition,
            stored.nextOffset() - 1);
        consumer.seekToBeginning(List.of(partition));
      }
    }
    return fresh;
  }

  /** Where to go on after the given record. */
  static Position after(ConsumerRecord<byte[], byte[]> applied) {
    return new Position(
        applied.topic(), applied.partition(), applied.offset() + 1, fingerprint(applied));
  }

  private static boolean proves(ConsumerRecord<byte[], byte[]> record, Position stored) {
    return record.offset() == stored.nextOffset() - 1
        && fingerprint(record) == stored.fingerprint();
  }

  private static long fingerprint(ConsumerRecord<byte[], byte[]> record) {
    CRC32C checksum = new CRC32C();
    checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(record.timestamp()).flip());
    if (record.key() != null) checksum.update(record.key());
    if (record.value() != null) checksum.update(record.value());
    return checksum.getValue();
  }
}
