package dev.leeway.streams;

import dev.leeway.testkit.Fixtures;
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
  void pipeRun(List<ConsumerRecord<byte[], byte[]>> records) {
    ConsumerRecord<byte[], byte[]> run = new RecordRun(records).record();
    input.pipeInput(
        new TestRecord<>(
            run.key(),
            run.value(),
            new RecordHeaders(run.headers()),
            Instant.ofEpochMilli(run.timestamp())));
  }

  ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value, Instant receivedAt) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset++,
        receivedAt.toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        key == null ? -1 : key.length,
        value == null ? -1 : value.length,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }
}
