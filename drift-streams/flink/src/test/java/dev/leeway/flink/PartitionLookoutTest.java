package dev.leeway.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartitionLookoutTest {

  private static final TopicPartition PLACE = new TopicPartition("predictions", 3);
  private static final long NOW = 1_700_000_000_000L;

  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
  private final PartitionLookout lookout =
      new PartitionLookout(consumer, PLACE.topic(), () -> Instant.ofEpochMilli(NOW));

  @AfterEach
  void close() {
    lookout.close();
  }

  @Test
  void aPartitionReadToItsEnd_holdsNothing() {
    consumer.updateEndOffsets(Map.of(PLACE, 7L));
    lookout.look(Map.of(3, 7L));

    await(new PartitionLookout.Answer(7, NOW));
  }

  @Test
  void aPartitionThatHoldsNothingAtAll_isKnownFromItsBeginning() {
    consumer.updateEndOffsets(Map.of(PLACE, 0L));
    lookout.look(Map.of(3, SourceRun.BEGINNING));

    await(new PartitionLookout.Answer(SourceRun.BEGINNING, NOW));
  }

  @Test
  void recordsNotReadYet_areNoSilence() {
    consumer.updateEndOffsets(Map.of(PLACE, 8L));
    consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>(PLACE.topic(), 3, 7, new byte[0], new byte[0])));
    lookout.look(Map.of(3, 7L));
    Awaitility.await().until(() -> !consumer.assignment().isEmpty());

    consumer.updateEndOffsets(Map.of(new TopicPartition(PLACE.topic(), 4), 0L));
    Awaitility.await()
        .until(
            () -> {
              lookout.look(Map.of(4, 0L));
              return lookout.answer(4) != null;
            });
    assertThat(lookout.answer(3)).isNull();
  }

  @Test
  void aKafkaThatDoesNotAnswer_isNoSilence_andIsAskedAgain() {
    consumer.setOffsetsException(new KafkaException("away"));
    lookout.look(Map.of(3, 7L));

    consumer.updateEndOffsets(Map.of(PLACE, 7L));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              lookout.look(Map.of(3, 7L));
              return lookout.answer(3) != null;
            });
  }

  private void await(PartitionLookout.Answer expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(lookout.answer(3)).isEqualTo(expected));
  }
}
