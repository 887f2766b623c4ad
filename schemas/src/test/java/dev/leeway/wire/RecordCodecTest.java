package dev.leeway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.registry.AvroLimits;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.schemas.avro.TideRecord;
import dev.leeway.wire.Undecodable.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

  private final MemorySchemaRegistry registry = new MemorySchemaRegistry();
  private final RecordCodec<LabelRecord> codec =
      new RecordCodec<>(registry, "labels-value", LabelRecord.getClassSchema());

  @Test
  void decode_givesBackWhatWasEncoded() throws Undecodable {
    for (Object value : List.of(true, 42L, 0.5, "late")) {
      LabelRecord label = label(value);

      assertThat(codec.decode(codec.encode(label))).isEqualTo(label);
    }
  }

  @Test
  void decode_truncatedAtAnyByte_isUndecodable() {
    byte[] whole = codec.encode(label("delayed"));

    for (int length = 0; length < whole.length; length++) {
      assertUndecodable(
          length < Frame.HEADER ? Reason.TOO_SHORT : Reason.MALFORMED,
          Arrays.copyOf(whole, length));
    }
  }

  @Test
  void decode_withTrailingByte_isMalformed() {
    byte[] whole = codec.encode(label("delayed"));

    assertUndecodable(Reason.MALFORMED, Arrays.copyOf(whole, whole.length + 1));
  }

  @Test
  void decode_ofNoValue_isTooShort() {
    assertThatExceptionOfType(Undecodable.class)
        .isThrownBy(() -> codec.decode(null))
        .extracting(Undecodable::reason)
        .isEqualTo(Reason.TOO_SHORT);
  }

  @Test
  void decode_withOtherMagic_isBadMagic() {
    byte[] bytes = codec.encode(label(true));
    bytes[0] = 1;

    assertUndecodable(Reason.BAD_MAGIC, bytes);
  }

  @Test
  void decode_ofUnknownId_isUnknownSchema() {
    byte[] bytes = codec.encode(label(true));
    ByteBuffer.wrap(bytes).putInt(1, 4711);

    assertUndecodable(Reason.UNKNOWN_SCHEMA, bytes);
  }

  @Test
  void decode_ofOtherRecordType_isWrongSchema() {
    RecordCodec<TideRecord> tides =
        new RecordCodec<>(registry, "tides-value", TideRecord.getClassSchema());
    TideRecord tide = new TideRecord(0, 4, Instant.EPOCH, List.of(), null);

    assertUndecodable(Reason.WRONG_SCHEMA, tides.encode(tide));
  }

  @Test
  void decode_ofOlderWritersRecord_fillsInDefaults() throws Undecodable {
    RecordCodec<PredictionRecord> predictions =
        new RecordCodec<>(registry, "predictions-value", PredictionRecord.getClassSchema());
    PredictionRecord prediction = prediction();
    byte[] bytes = predictions.encode(prediction);
    int older = registry.register("older-value", without(prediction.getSchema(), "output"));
    ByteBuffer.wrap(bytes).putInt(1, older);

    // The last field was an empty map, which is one byte.
    assertThat(predictions.decode(Arrays.copyOf(bytes, bytes.length - 1))).isEqualTo(prediction);
  }

  @Test
  void encode_registersSchemaAsItsFileHasIt() {
    byte[] bytes = codec.encode(label(true));

    Schema registered = registry.byId(ByteBuffer.wrap(bytes).getInt(1));
    assertThat(registered.toString()).doesNotContain("avro.java");
    assertThat(registered.getFullName()).isEqualTo(LabelRecord.getClassSchema().getFullName());
  }

  @Test
  void decode_whileRegistryIsAway_isNotTheRecordsFault() {
    byte[] bytes = codec.encode(label(true));
    RecordCodec<LabelRecord> cutOff =
        new RecordCodec<>(new AwayRegistry(), "labels-value", LabelRecord.getClassSchema());

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> cutOff.decode(bytes))
        .extracting(RegistryException::kind)
        .isEqualTo(RegistryException.Kind.UNAVAILABLE);
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> cutOff.encode(label(true)))
        .extracting(RegistryException::kind)
        .isEqualTo(RegistryException.Kind.UNAVAILABLE);
  }

  @Test
  void decode_ofFalseStringLength_isMalformed() {
    int id = registry.register("labels-value", LabelRecord.getClassSchema());
    for (long length : new long[] {-5, AvroLimits.MAX_BYTES + 1L, Integer.MAX_VALUE, 1L << 40}) {
      assertUndecodable(Reason.MALFORMED, framed(id, zigZag(length)));
    }
  }

  @Test
  void decode_ofFalseItemCount_isMalformed() {
    RecordCodec<TideRecord> tides =
        new RecordCodec<>(registry, "tides-value", TideRecord.getClassSchema());
    int id = registry.register("tides-value", TideRecord.getClassSchema());
    for (long count : new long[] {AvroLimits.MAX_ITEMS + 1L, 100_000_000L, 1L << 40}) {
      byte[] bytes = framed(id, new byte[] {0, 0, 0}, zigZag(count));

      assertThatExceptionOfType(Undecodable.class)
          .isThrownBy(() -> tides.decode(bytes))
          .extracting(Undecodable::reason)
          .isEqualTo(Reason.MALFORMED);
    }
  }

  @Test
  void decode_ofManyItemsThatTakeNoBytes_isMalformed() throws Undecodable {
    Schema nulls = Schema.createArray(Schema.create(Schema.Type.NULL));
    int id = registry.register("bomb-value", with(LabelRecord.getClassSchema(), "nulls", nulls));
    byte[] label = codec.encode(label(true));
    byte[] body = Arrays.copyOfRange(label, Frame.HEADER, label.length);

    byte[] few = framed(id, body, zigZag(AvroLimits.MAX_ITEMS), new byte[] {0});
    assertThat(codec.decode(few)).isEqualTo(label(true));
    byte[] many = framed(id, body, zigZag(AvroLimits.MAX_ITEMS + 1), new byte[] {0});
    assertUndecodable(Reason.MALFORMED, many);
  }

  @Test
  void decode_ofUnionBranchThatIsNone_isMalformed() {
    int id = registry.register("labels-value", LabelRecord.getClassSchema());
    for (long branch : new long[] {-1, 9, Integer.MAX_VALUE}) {
      assertUndecodable(Reason.MALFORMED, framed(id, new byte[] {0, 0}, zigZag(branch)));
    }
  }

  private void assertUndecodable(Reason reason, byte[] bytes) {
    assertThatExceptionOfType(Undecodable.class)
        .isThrownBy(() -> codec.decode(bytes))
        .extracting(Undecodable::reason)
        .isEqualTo(reason);
  }

  private static LabelRecord label(Object value) {
    return new LabelRecord("p-1", "delay", value, Instant.parse("2001-03-05T00:00:00Z"));
  }

  private static PredictionRecord prediction() {
    return PredictionRecord.newBuilder()
        .setId("p-1")
        .setModel("delay")
        .setVersion("1")
        .setEventTime(Instant.parse("2001-03-05T00:00:00Z"))
        .build();
  }

  private static Schema without(Schema record, String field) {
    return withFields(
        record, record.getFields().stream().filter(each -> !each.name().equals(field)));
  }

  private static Schema with(Schema record, String field, Schema type) {
    return withFields(
        record, Stream.concat(record.getFields().stream(), Stream.of(new Field(field, type))));
  }

  private static Schema withFields(Schema record, Stream<Field> fields) {
    List<Field> copies =
        fields.map(field -> new Field(field, field.schema())).collect(Collectors.toList());
    return Schema.createRecord(
        record.getName(), record.getDoc(), record.getNamespace(), false, copies);
  }

  private static byte[] framed(int id, byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Frame.header(id));
    for (byte[] part : parts) out.writeBytes(part);
    return out.toByteArray();
  }

  /** Avro's variable-length form of a long. */
  private static byte[] zigZag(long value) {
    long rest = (value << 1) ^ (value >> 63);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  /** A registry nobody can reach. */
  private static final class AwayRegistry implements SchemaRegistry {

    @Override
    public int register(String subject, Schema schema) {
      throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "away");
    }

    @Override
    public Schema byId(int id) {
      throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "away");
    }
  }
}
