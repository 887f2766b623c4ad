package dev.leeway.flink;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hands runs of records on as bytes; the bundle decodes them, and puts aside what it cannot. For a
 * consumer with a {@link RunInterceptor}.
 */
final class SourceRuns implements KafkaRecordDeserializationSchema<SourceRun> {

  private static final long serialVersionUID = 1L;

  static final TypeInformation<SourceRun> TYPE =
      new SerializedType<>(SourceRun.class, new SourceRunSerializer());

  private final boolean labels;

  /**
   * @param labels whether they are of the topic of labels, not of predictions
   */
  SourceRuns(boolean labels) {
    this.labels = labels;
  }

  /**
   * @throws IllegalStateException if the record stands for no run
   */
  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRun> out) {
    if (!(record instanceof RunRecord run)) {
      throw new IllegalStateException("a record that was not read as one of a run");
    }
    out.collect(SourceRun.of(labels, run.records()));
  }

  @Override
  public TypeInformation<SourceRun> getProducedType() {
    return TYPE;
  }
}
