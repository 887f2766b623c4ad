package dev.leeway.flink;

import dev.leeway.topics.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How the job's clients are set up. */
final class KafkaClients {

  private KafkaClients() {}

  /** Reads predictions from the earliest there are, unless state says from where. */
  static AnnouncingSource predictions(DriftJobSettings settings) {
    return source(settings, settings.topics().predictions(), false);
  }

  /** Likewise labels. */
  static AnnouncingSource labels(DriftJobSettings settings) {
    return source(settings, settings.topics().labels(), true);
  }

  private static AnnouncingSource source(DriftJobSettings settings, String topic, boolean labels) {
    return new AnnouncingSource(
        KafkaSource.<SourceRun>builder()
            .setProperties(properties(settings))
            .setGroupId(settings.applicationId())
            .setTopics(topic)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000")
            .setProperty(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, interceptors(settings))
            // Tides name the number of partitions: it is settled when the job starts.
            .setProperty("partition.discovery.interval.ms", "-1")
            .setDeserializer(new SourceRuns(labels))
            .build(),
        labels);
  }

  /** Those of the settings see single records, for ours is the last. */
  private static String interceptors(DriftJobSettings settings) {
    String theirs = settings.kafka().getOrDefault(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, "");
    String ours = RunInterceptor.class.getName();
    return theirs.isEmpty() ? ours : theirs + "," + ours;
  }

  /** Verdicts, profiles and the quarantine, in the transaction of the checkpoint. */
  static ClosingSink sink(DriftJobSettings settings, DeliveryGuarantee guarantee) {
    return new ClosingSink(kafkaSink(settings, guarantee));
  }

  private static KafkaSink<Outgoing> kafkaSink(
      DriftJobSettings settings, DeliveryGuarantee guarantee) {
    return KafkaSink.<Outgoing>builder()
        .setKafkaProducerConfig(properties(settings))
        .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
        .setProperty(
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(Topics.MAX_RECORD_BYTES))
        .setProperty(
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            String.valueOf(settings.transactionTimeout().toMillis()))
        .setDeliveryGuarantee(guarantee)
        .setTransactionalIdPrefix(settings.applicationId())
        // The other strategy takes a new id per checkpoint, which the broker keeps for a week.
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .setRecordSerializer(new OutgoingRecords(settings.topics()))
        .build();
  }

  /** A consumer that only looks. */
  static Consumer<byte[], byte[]> lookout(DriftJobSettings settings) {
    Map<String, Object> all = new HashMap<>(settings.kafka());
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Properties properties(DriftJobSettings settings) {
    Properties properties = new Properties();
    properties.putAll(settings.kafka());
    return properties;
  }
}
