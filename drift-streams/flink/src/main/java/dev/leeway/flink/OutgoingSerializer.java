package dev.leeway.flink;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Results on their way to the sink. */
final class OutgoingSerializer extends PlainSerializer<Outgoing> {

  private static final long serialVersionUID = 1L;

  @Override
  public Outgoing createInstance() {
    return new Outgoing("", null, null, new byte[0]);
  }

  @Override
  public void serialize(Outgoing record, DataOutputView out) throws IOException {
    out.writeUTF(record.topic());
    SourceRunSerializer.write(record.key(), out);
    SourceRunSerializer.write(record.partitionBy(), out);
    SourceRunSerializer.write(record.value(), out);
  }

  @Override
  public Outgoing deserialize(DataInputView in) throws IOException {
    return new Outgoing(
        in.readUTF(),
        SourceRunSerializer.read(in),
        SourceRunSerializer.read(in),
        requireNonNull(SourceRunSerializer.read(in), "value"));
  }

  @Override
  public TypeSerializerSnapshot<Outgoing> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink makes it by name. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Outgoing> {
    public Snapshot() {
      super(OutgoingSerializer::new);
    }
  }
}
