package dev.leeway.flink;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink's Kafka source, whose readers also say which partitions they read: one without traffic has
 * to tell how far it has come, and who reads it is known to nobody else.
 */
final class AnnouncingSource
    implements Source<SourceRun, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<SourceRun> {

  private static final long serialVersionUID = 1L;

  private final KafkaSource<SourceRun> kafka;

  private final boolean labels;

  /**
   * @param labels whether it reads the topic of labels, not of predictions
   */
  AnnouncingSource(KafkaSource<SourceRun> kafka, boolean labels) {
    this.labels = labels;
    this.kafka = kafka;
  }

  @Override
  public SourceReader<SourceRun, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return new AnnouncingReader(kafka.createReader(context), labels);
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return kafka.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
      throws java.io.IOException {
    return kafka.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<SourceRun> getProducedType() {
    return kafka.getProducedType();
  }
}
