package dev.leeway.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RunConsumerTest {

  private static final TopicPartition FIRST = new TopicPartition("predictions", 0);
  private static final TopicPartition SECOND = new TopicPartition("predictions", 1);
  private static final TopicPartition OTHER = new TopicPartition("partials", 0);

  @Test
  void inRuns_makesOneRecordOfAPartition_andLeavesOtherTopics() {
    List<ConsumerRecord<byte[], byte[]>> first =
        asPolled(List.of(record(FIRST, 17, 900), record(FIRST, 18, 800), record(FIRST, 21, 850)));
    List<ConsumerRecord<byte[], byte[]>> second = asPolled(List.of(record(SECOND, 3, 5)));
    List<ConsumerRecord<byte[], byte[]>> other = asPolled(List.of(record(OTHER, 1, 1)));
    Map<TopicPartition, OffsetAndMetadata> next =
        Map.of(FIRST, new OffsetAndMetadata(22), SECOND, new OffsetAndMetadata(4));

    ConsumerRecords<byte[], byte[]> runs =
        RunConsumer.inRuns(
            new ConsumerRecords<>(Map.of(FIRST, first, SECOND, second, OTHER, other), next),
            Set.of("predictions"));

    assertThat(runs.records(OTHER)).isEqualTo(other);
    assertThat(runs.records(SECOND)).hasSize(1);
    ConsumerRecord<byte[], byte[]> run = runs.records(FIRST).get(0);
    assertThat(runs.records(FIRST)).hasSize(1);
    assertThat(RecordRun.of(run.headers()).records()).isEqualTo(first);
    // What Streams commits while the run waits, and once it has been processed.
    assertThat(run.offset()).isEqualTo(17);
    assertThat(runs.nextOffsets()).isEqualTo(next);
    assertThat(run.timestamp()).isEqualTo(900);
    assertThat(run.serializedValueSize()).isEqualTo(30);
  }

  @Test
  void aRunOfRecordsWithoutTime_hasOneThatStreamsTakes() {
    assertThat(new RecordRun(List.of(record(FIRST, 0, -1))).record().timestamp()).isZero();
  }

  @Test
  void of_refusesARecordThatStandsForNoRun() {
    assertThatThrownBy(() -> RecordRun.of(new RecordHeaders().add("leeway-run", new byte[0])))
        .isInstanceOf(IllegalStateException.class);
  }

  /** The client does not look at what deserializers made. */
  @SuppressWarnings("unchecked")
  private static List<ConsumerRecord<byte[], byte[]>> asPolled(List<?> records) {
    return (List<ConsumerRecord<byte[], byte[]>>) records;
  }

  private static ConsumerRecord<ByteBuffer, ByteBuffer> record(
      TopicPartition partition, long offset, long timestamp) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        timestamp,
        TimestampType.LOG_APPEND_TIME,
        4,
        10,
        ByteBuffer.allocate(4),
        ByteBuffer.allocate(10),
        new RecordHeaders(),
        Optional.empty());
  }
}
