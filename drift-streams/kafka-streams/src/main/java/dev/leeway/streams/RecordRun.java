package dev.leeway.streams;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Records of one partition that follow one another, passed through Kafka Streams as if they were
 * one: its own work per record (queues, sensors, contexts) costs more than ours.
 *
 * <p>The record that stands for a run has the offset of the <em>first</em>: while it waits in a
 * queue Streams may commit the head's offset, and nothing of the run has been processed then. Once
 * it has been processed Streams commits what the poll said comes next. The records themselves ride
 * along by reference, in a header that is never written anywhere.
 */
record RecordRun(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {

  private static final byte[] NOTHING = new byte[0];

  RecordRun {
    if (records.isEmpty()) throw new IllegalArgumentException("a run of no records");
  }

  /** The topic that all of them are of. */
  String topic() {
    return records.get(0).topic();
  }

  /** The record that stands for the run. */
  ConsumerRecord<byte[], byte[]> record() {
    ConsumerRecord<ByteBuffer, ByteBuffer> first = records.get(0);
    long newest = 0;
    int keys = 0;
    int values = 0;
    for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records) {
      // Streams refuses records of negative time; who sent them without one is told by admission.
      newest = Math.max(newest, record.timestamp());
      keys += Math.max(0, record.serializedKeySize());
      values += Math.max(0, record.serializedValueSize());
    }
    return new ConsumerRecord<>(
        first.topic(),
        first.partition(),
        first.offset(),
        newest,
        first.timestampType(),
        keys,
        values,
        null,
        NOTHING,
        headers(),
        first.leaderEpoch());
  }

  private Headers headers() {
    return new RecordHeaders(new Header[] {new Ride(this)});
  }

  /**
   * The run that a record stands for.
   *
   * @throws IllegalStateException if it stands for none: the topic is not read by {@link
   *     RunConsumer}
   */
  static RecordRun of(Headers headers) {
    Iterator<Header> all = headers.iterator();
    while (all.hasNext()) {
      if (all.next() instanceof Ride ride) return ride.run;
    }
    throw new IllegalStateException("a record that was not read as one of a run");
  }

  /** Carries the run in the record. */
  private record Ride(RecordRun run) implements Header {

    @Override
    public String key() {
      return "leeway-run";
    }

    @Override
    public byte[] value() {
      return NOTHING;
    }
  }
}
