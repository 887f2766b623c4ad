package dev.leeway.alerting.engine;

import dev.leeway.outbox.KafkaAccess;
import dev.leeway.retraining.ReceivedRange;
import dev.leeway.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where in the log the predictions and labels are that were received since a time. The topics keep
 * the time of receipt, and nothing is received before it happens: what happened since is in there,
 * with what came late from before.
 */
final class ReceivedLog {

  private static final Logger LOG = LoggerFactory.getLogger(ReceivedLog.class);

  private final KafkaAccess kafka;
  private final Topics topics;

  ReceivedLog(KafkaAccess kafka, Topics topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  /** By topic and partition; empty if Kafka does not tell now, which stops no request. */
  List<ReceivedRange> since(Instant time) {
    List<ReceivedRange> ranges = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = kafka.reader()) {
      for (String topic : List.of(topics.predictions(), topics.labels())) {
        add(consumer, topic, time, ranges);
      }
      return ranges;
    } catch (KafkaException e) {
      LOG.warn("a retraining is asked for without offsets: {}", e.getMessage());
      return List.of();
    }
  }

  private static void add(
      Consumer<byte[], byte[]> consumer, String topic, Instant time, List<ReceivedRange> to) {
    Map<TopicPartition, Long> times = new HashMap<>();
    consumer
        .partitionsFor(topic)
        .forEach(
            info ->
                times.put(
                    new TopicPartition(topic, info.partition()), Math.max(0, time.toEpochMilli())));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
    Map<TopicPartition, Long> ends = consumer.endOffsets(times.keySet());
    for (int partition = 0; partition < times.size(); partition++) {
      TopicPartition place = new TopicPartition(topic, partition);
      OffsetAndTimestamp start = starts.get(place);
      long end = ends.getOrDefault(place, 0L);
      if (start != null && start.offset() < end) {
        to.add(new ReceivedRange(topic, partition, start.offset(), end));
      }
    }
  }
}
