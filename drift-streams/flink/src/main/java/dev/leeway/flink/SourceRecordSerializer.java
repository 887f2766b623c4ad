package dev.leeway.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** For a job whose operators are not chained; chained ones hand the object over. */
final class SourceRecordSerializer extends PlainSerializer<SourceRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public SourceRecord createInstance() {
    return new SourceRecord();
  }

  @Override
  public SourceRecord copy(SourceRecord from) {
    return from.copy();
  }

  @Override
  public void serialize(SourceRecord record, DataOutputView out) throws IOException {
    out.writeInt(record.partition);
    out.writeLong(record.offset);
    out.writeLong(record.receivedAt);
    write(record.key, out);
    write(record.value, out);
    out.writeBoolean(record.news);
  }

  @Override
  public SourceRecord deserialize(DataInputView in) throws IOException {
    SourceRecord record = new SourceRecord();
    record.partition = in.readInt();
    record.offset = in.readLong();
    record.receivedAt = in.readLong();
    record.key = read(in);
    record.value = read(in);
    record.news = in.readBoolean();
    return record;
  }

  @Override
  public TypeSerializerSnapshot<SourceRecord> snapshotConfiguration() {
    return new Snapshot();
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
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceRecord> {
    public Snapshot() {
      super(SourceRecordSerializer::new);
    }
  }
}
