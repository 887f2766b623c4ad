package dev.leeway.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Keys of the join's state: their length and bytes. */
final class JoinKeySerializer extends PlainSerializer<JoinKey> {

  private static final long serialVersionUID = 1L;

  @Override
  public JoinKey createInstance() {
    return new JoinKey(new byte[0]);
  }

  @Override
  public void serialize(JoinKey key, DataOutputView out) throws IOException {
    out.writeShort(key.bytes().length);
    out.write(key.bytes());
  }

  @Override
  public JoinKey deserialize(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readUnsignedShort()];
    in.readFully(bytes);
    return new JoinKey(bytes);
  }

  @Override
  public TypeSerializerSnapshot<JoinKey> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Flink makes it by name. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<JoinKey> {
    public Snapshot() {
      super(JoinKeySerializer::new);
    }
  }
}
