package dev.leeway.outbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's mock producer, which writes to the fake broker. */
final class FakeProducer extends MockProducer<byte[], byte[]> {

  private final FakeKafka kafka;

  /** Empty for a producer without transactions. */
  private final String purpose;

  FakeProducer(FakeKafka kafka, String purpose) {
    super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    this.kafka = kafka;
    this.purpose = purpose;
  }

  @Override
  public void initTransactions() {
    kafka.check();
    super.initTransactions();
  }

  @Override
  public synchronized Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, Callback callback) {
    kafka.check();
    Future<RecordMetadata> sent = super.send(record, callback);
    if (purpose.isEmpty()) kafka.append(record);
    return sent;
  }

  @Override
  public void commitTransaction() {
    Map<TopicPartition, Long> read = new HashMap<>();
    uncommittedOffsets()
        .values()
        .forEach(
            places -> places.forEach((partition, place) -> read.put(partition, place.offset())));
    List<ProducerRecord<byte[], byte[]>> records = List.copyOf(uncommittedRecords());
    super.commitTransaction();
    kafka.commit(purpose, records, read);
  }
}
