package dev.leeway.flink;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of one partition that follow one another, as one poll gave them; or, without records, the
 * news that the partition is read here from now on.
 *
 * @param labels whether it is of the topic of labels, not of predictions
 * @param first the first record's offset; of news the first offset to be read, or {@link
 *     #BEGINNING}
 */
record SourceRun(
    boolean labels, int partition, long first, List<ConsumerRecord<byte[], byte[]>> records) {

  /** Of the offset where nothing has been read and reading starts at the partition's beginning. */
  static final long BEGINNING = -1;

  /** The list is not copied: nobody changes what Kafka's client has handed over. */
  SourceRun {
    requireNonNull(records, "records");
  }

  static SourceRun newsOf(boolean labels, int partition, long first) {
    return new SourceRun(labels, partition, first, List.of());
  }

  /**
   * @param records at least one, of one partition
   */
  static SourceRun of(boolean labels, List<ConsumerRecord<byte[], byte[]>> records) {
    ConsumerRecord<byte[], byte[]> first = records.get(0);
    return new SourceRun(labels, first.partition(), first.offset(), records);
  }

  boolean isNews() {
    return records.isEmpty();
  }
}
