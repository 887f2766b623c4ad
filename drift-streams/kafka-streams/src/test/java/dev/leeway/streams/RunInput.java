package dev.leeway.streams;

import dev.leeway.testkit.Fixtures;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The predictions topic of a driven topology: each record comes as a run of one, as if polled. */
final class RunInput {

  private final TestInputTopic<byte[], byte[]> input;
  private final String topic;
  private long offset;

  RunInput(TopologyTestDriver driver, String topic) {
    this.topic = topic;
    input =
        driver.createInputTopic(
            topic,
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            Fixtures.NOON,
            Duration.ZERO);
  }

  void pipeInput(byte[] key, byte[] value, Instant receivedAt) {
    pipeRun(List.of(record(key, value, receivedAt)));
  }

  /** Several records as one run. */
  void pipeRun(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
    ConsumerRecord<byte[], byte[]> run = new RecordRun(records).record();
    input.pipeInput(
        new TestRecord<>(
            run.key(),
            run.value(),
            new RecordHeaders(run.headers()),
            Instant.ofEpochMilli(run.timestamp())));
  }

  ConsumerRecord<ByteBuffer, ByteBuffer> record(byte[] key, byte[] value, Instant receivedAt) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset++,
        receivedAt.toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        key == null ? -1 : key.length,
        value == null ? -1 : value.length,
        slice(key),
        slice(value),
        new RecordHeaders(),
        Optional.empty());
  }

  /** As the client hands it out: somewhere within a larger array. */
  private static @Nullable ByteBuffer slice(byte @Nullable [] bytes) {
    if (bytes == null) return null;
    ByteBuffer larger = ByteBuffer.allocate(bytes.length + 5);
    return larger.put(2, bytes).slice(2, bytes.length);
  }
}
