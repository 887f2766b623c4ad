package dev.leeway.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Base64;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SealedSerializerTest {

  /** What a savepoint of form 1 says of its serializer; made by this class's snapshot of form 1. */
  private static final String OF_FORM_1 =
      "ACpkZXYubGVld2F5LmZsaW5rLlNlYWxlZFNlcmlhbGl6ZXIkU25hcHNob3QAAAABAAAAAQ==";

  @Test
  void stateOfAnOlderForm_isReadAsItIs() throws IOException {
    assertThat(resolve(restored(Base64.getDecoder().decode(OF_FORM_1))).isCompatibleAsIs())
        .isTrue();
  }

  @Test
  void stateOfThisForm_isReadAsItIs() throws IOException {
    assertThat(resolve(restored(written(new SealedSerializer.Snapshot()))).isCompatibleAsIs())
        .isTrue();
  }

  @Test
  void stateOfANewerForm_isRefused_inWords() throws IOException {
    byte[] newer = written(new SealedSerializer.Snapshot(SealedSerializer.Snapshot.FORM + 1));

    assertThatThrownBy(() -> restored(newer))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("newer version of Leeway")
        .hasMessageContaining("savepoint");
  }

  /** A snapshot of whatever else that was kept under the same name. */
  @Test
  void stateOfAnotherSerializer_isRefused() {
    assertThat(
            new SealedSerializer.Snapshot()
                .resolveSchemaCompatibility(
                    new org.apache.flink.api.common.typeutils.base.array
                        .BytePrimitiveArraySerializer.BytePrimitiveArraySerializerSnapshot())
                .isIncompatible())
        .isTrue();
  }

  @Test
  void bytes_comeBackAsTheyAre_damagedOrNot() throws IOException {
    byte[] damaged = {1, 2, 3};
    DataOutputSerializer out = new DataOutputSerializer(16);
    new SealedSerializer().serialize(damaged, out);

    assertThat(new SealedSerializer().deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(damaged);
  }

  @Test
  void aLengthThatNoEntryHas_isRefusedBeforeAnythingIsAllocated() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    out.writeInt(Integer.MAX_VALUE);

    assertThatThrownBy(
            () ->
                new SealedSerializer()
                    .deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isInstanceOf(IOException.class);
  }

  private static TypeSerializerSchemaCompatibility<byte[]> resolve(
      TypeSerializerSnapshot<byte[]> old) {
    return new SealedSerializer().snapshotConfiguration().resolveSchemaCompatibility(old);
  }

  private static byte[] written(TypeSerializerSnapshot<byte[]> snapshot) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    return out.getCopyOfBuffer();
  }

  private static TypeSerializerSnapshot<byte[]> restored(byte[] bytes) throws IOException {
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(bytes), SealedSerializerTest.class.getClassLoader());
  }
}
