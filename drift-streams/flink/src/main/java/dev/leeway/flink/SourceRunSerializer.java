package dev.leeway.flink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** For runs that go from task to task; chained operators hand the object over. */
final class SourceRunSerializer extends PlainSerializer<SourceRun> {

  private static final long serialVersionUID = 1L;

  /** Nobody asks a record for it: a run says which topic it is of. */
  private static final String TOPIC = "";

  @Override
  public SourceRun createInstance() {
    return SourceRun.newsOf(false, 0, SourceRun.BEGINNING);
  }

  @Override
  public void serialize(SourceRun run, DataOutputView out) throws IOException {
    out.writeBoolean(run.labels());
    out.writeInt(run.partition());
    out.writeLong(run.first());
    out.writeInt(run.records().size());
    for (ConsumerRecord<byte[], byte[]> record : run.records()) {
      out.writeLong(record.offset());
      out.writeLong(record.timestamp());
      write(record.key(), out);
      write(record.value(), out);
    }
  }

  @Override
  public SourceRun deserialize(DataInputView in) throws IOException {
    boolean labels = in.readBoolean();
    int partition = in.readInt();
    long first = in.readLong();
    int count = in.readInt();
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(readRecord(partition, in));
    }
    return new SourceRun(labels, partition, first, records);
  }

  @Override
  public TypeSerializerSnapshot<SourceRun> snapshotConfiguration() {
    return new Snapshot();
  }

  private static ConsumerRecord<byte[], byte[]> readRecord(int partition, DataInputView in)
      throws IOException {
    long offset = in.readLong();
    long receivedAt = in.readLong();
    byte[] key = read(in);
    byte[] value = read(in);
    return new ConsumerRecord<>(
        TOPIC,
        partition,
        offset,
        receivedAt,
        TimestampType.NO_TIMESTAMP_TYPE,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  static void write(byte @Nullable [] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) out.write(bytes);
  }

  static byte @Nullable [] read(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length < 0) return null;
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** Flink makes it by name. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceRun> {
    public Snapshot() {
      super(SourceRunSerializer::new);
    }
  }
}
