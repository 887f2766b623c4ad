package dev.leeway.flink;

import dev.leeway.topics.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Results as Kafka's records, in the partition that the same records have on Kafka Streams. */
final class OutgoingRecords
    implements KafkaRecordSerializationSchema<Outgoing>, KafkaDatasetFacetProvider {

  private static final long serialVersionUID = 1L;

  private final List<String> topics;

  OutgoingRecords(Topics topics) {
    this.topics = List.of(topics.verdicts(), topics.profiles(), topics.quarantine());
  }

  /** The sink looks in these for transactions that a dead job left open. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(topics)));
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Outgoing record, KafkaSinkContext context, @Nullable Long timestamp) {
    byte[] by = record.partitionBy();
    Integer partition = by == null ? null : partition(by, context, record.topic());
    return new ProducerRecord<>(record.topic(), partition, record.key(), record.value());
  }

  private static int partition(byte[] by, KafkaSinkContext context, String topic) {
    int partitions = context.getPartitionsForTopic(topic).length;
    return Utils.toPositive(Utils.murmur2(by)) % partitions;
  }
}
