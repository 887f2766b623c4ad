package dev.leeway.bench.stage;

import dev.leeway.streams.DriftJob;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Reads the predictions topic over and over, with the consumer settings of the drift job, and tells
 * on its output how many records it has read.
 */
final class TopicReader implements RunningStage {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long TELL_NANOS = Duration.ofMillis(50).toNanos();

  private final StageOrder order;
  private final RecordWork work;
  private final Thread thread = new Thread(this::run, "reader");
  private volatile boolean closing;

  private TopicReader(StageOrder order, RecordWork work) {
    this.order = order;
    this.work = work;
  }

  static TopicReader start(StageOrder order, RecordWork work) {
    TopicReader reader = new TopicReader(order, work);
    reader.thread.start();
    return reader;
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<TopicPartition> partitions =
        IntStream.range(0, order.topics().partitions())
            .mapToObj(number -> new TopicPartition(order.topics().predictions(), number))
            .toList();
    try (KafkaConsumer<ByteBuffer, ByteBuffer> consumer =
        new KafkaConsumer<>(
            settings(), new ByteBufferDeserializer(), new ByteBufferDeserializer())) {
      consumer.assign(partitions);
      long whole = consumer.endOffsets(partitions).values().stream().mapToLong(end -> end).sum();
      long read = 0;
      long told = System.nanoTime();
      while (!closing) {
        if (read % whole == 0) consumer.seekToBeginning(partitions);
        ConsumerRecords<ByteBuffer, ByteBuffer> records = consumer.poll(POLL);
        for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records) {
          work.take(record.value());
        }
        read += records.count();
        long now = System.nanoTime();
        if (now - told > TELL_NANOS) {
          told = now;
          System.out.println(read);
        }
      }
    }
    System.err.println("result " + work.result());
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(DriftJob.reading());
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, order.bootstrapServers());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return settings;
  }
}
