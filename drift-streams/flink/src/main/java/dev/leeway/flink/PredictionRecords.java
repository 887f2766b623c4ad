package dev.leeway.flink;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Hands records on as bytes; the bundle decodes them, and puts aside what it cannot. */
final class PredictionRecords implements KafkaRecordDeserializationSchema<SourceRecord> {

  private static final long serialVersionUID = 1L;

  static final TypeInformation<SourceRecord> TYPE =
      new SerializedType<>(SourceRecord.class, new SourceRecordSerializer());

  private transient @Nullable SourceRecord reused;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out) {
    SourceRecord filled = reused;
    if (filled == null) {
      filled = new SourceRecord();
      reused = filled;
    }
    filled.partition = record.partition();
    filled.offset = record.offset();
    filled.receivedAt = record.timestamp();
    filled.key = record.key();
    filled.value = record.value();
    out.collect(filled);
  }

  @Override
  public TypeInformation<SourceRecord> getProducedType() {
    return TYPE;
  }
}
