package dev.leeway.flink;

import dev.leeway.profile.Envelope;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Sealed bytes in Flink's state, as they are. What is inside an envelope says its own kind and
 * format version and has a checksum, so a damaged entry is found by who opens it and costs one
 * window, where a serializer that opened it would end the whole restore.
 */
final class SealedSerializer extends PlainSerializer<byte[]> {

  private static final long serialVersionUID = 1L;

  @Override
  public byte[] createInstance() {
    return new byte[0];
  }

  @Override
  public void serialize(byte[] sealed, DataOutputView out) throws IOException {
    out.writeInt(sealed.length);
    out.write(sealed);
  }

  @Override
  public byte[] deserialize(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > Envelope.HEADER + Envelope.MAX_PAYLOAD) {
      throw new IOException("a sealed entry of " + length + " bytes");
    }
    byte[] sealed = new byte[length];
    in.readFully(sealed);
    return sealed;
  }

  @Override
  public TypeSerializerSnapshot<byte[]> snapshotConfiguration() {
    return new Snapshot();
  }

  /**
   * Which form of state a savepoint holds. Flink makes it by name.
   *
   * <p>Older forms are read; a newer one ends the restore, because entries that cannot be read
   * would pass for damaged.
   */
  public static final class Snapshot implements TypeSerializerSnapshot<byte[]> {

    /**
     * Of the journal's entries: 2 since marks carry a digest and tides are sealed, 3 since outcomes
     * are kept too.
     */
    static final int FORM = 3;

    private int form = FORM;

    /** The form of the state that is written now. */
    public Snapshot() {}

    Snapshot(int form) {
      this.form = form;
    }

    @Override
    public int getCurrentVersion() {
      return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      out.writeInt(form);
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader classes)
        throws IOException {
      if (version != 1) throw new IOException("serializer snapshot of version " + version);
      form = in.readInt();
      if (form > FORM) {
        throw new IOException(
            "state of form %d was written by a newer version of Leeway; this one reads up to form %d:"
                    .formatted(form, FORM)
                + " run the newer version, or start from a savepoint that this one can read");
      }
    }

    @Override
    public TypeSerializer<byte[]> restoreSerializer() {
      return new SealedSerializer();
    }

    @Override
    public TypeSerializerSchemaCompatibility<byte[]> resolveSchemaCompatibility(
        TypeSerializerSnapshot<byte[]> old) {
      return old instanceof Snapshot
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible();
    }
  }
}
