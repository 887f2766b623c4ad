package dev.leeway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.event.EventRow;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class PredictionDecodersTest {

  private static final Schema OWN = PredictionRecord.getClassSchema();

  private final CountingRegistry registry = new CountingRegistry();
  private final EventRow row = new EventRow();

  @Test
  void decode_ofOurOwnRecord_ofAnyWriter_givesTheSameCells() throws Exception {
    PredictionDecoders decoders = new PredictionDecoders(registry, List.of());
    SplittableRandom random = new SplittableRandom(5);
    int own = registry.register("own-value", OWN);
    Schema newer = with(OWN, new Field("extra", Schema.create(Schema.Type.STRING), null, "x"));
    int newerId = registry.register("newer-value", newer);
    for (int i = 0; i < 50; i++) {
      byte[] body = Predictions.body(Predictions.random(random));
      Cells expected = Cells.of(Predictions.generic(body));

      assertThat(decode(decoders, own, body)).isEqualTo(expected);
      byte[] longer = concat(body, new byte[] {6, 'a', 'b', 'c'});
      assertThat(decode(decoders, newerId, longer)).isEqualTo(expected);
    }
    assertThat(registry.asked).isEqualTo(2);
  }

  @Test
  void decode_ofAnOlderWritersRecord_fillsInWhatItLacks() throws Exception {
    Schema older = without(without(without(OWN, "output"), "tags"), "entity");
    int id = registry.register("older-value", older);
    GenericRecord record = new GenericData.Record(older);
    record.put("id", "p-1");
    record.put("model", "delay");
    record.put("version", "1");
    record.put("eventTime", 42L);
    record.put("features", Map.of("distance", 7.5));
    PredictionDecoders decoders = new PredictionDecoders(registry, List.of());

    Cells cells = decode(decoders, id, body(older, record));

    assertThat(cells)
        .isEqualTo(
            new Cells(
                "p-1",
                "delay",
                "1",
                42,
                Map.of(),
                Map.of("distance", "number " + Double.doubleToLongBits(7.5))));
    byte[] whole = body(older, record);
    for (int length = 0; length < whole.length; length++) {
      assertReason(
          Undecodable.Reason.MALFORMED, decoders, framed(id, Arrays.copyOf(whole, length)));
    }
  }

  @Test
  void decode_ofAWriterThatLacksWhatCannotBeFilledIn_isUndecodable() {
    Schema lacking = without(OWN, "eventTime");
    int id = registry.register("lacking-value", lacking);
    GenericRecord record = new GenericData.Record(lacking);
    for (String name : List.of("id", "model", "version")) {
      record.put(name, "a");
    }
    for (String name : List.of("tags", "features", "output")) {
      record.put(name, Map.of());
    }

    assertReason(
        Undecodable.Reason.MALFORMED,
        new PredictionDecoders(registry, List.of()),
        framed(id, body(lacking, record)));
  }

  @Test
  void decode_ofMappedRecord_goesByItsMapping_othersAreWrong() throws Exception {
    Schema payment =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Payment", "namespace": "team", "fields": [
                  {"name": "id", "type": "string"}, {"name": "at", "type": "long"},
                  {"name": "amount", "type": "double"}]}
                """);
    GenericRecord record = new GenericData.Record(payment);
    record.put("id", "p");
    record.put("at", 9L);
    record.put("amount", 2.0);
    int id = registry.register("payments-value", payment);
    RecordMapping mapping =
        new RecordMapping(
            "team.Payment",
            "id",
            "at",
            Optional.of("fraud"),
            Optional.empty(),
            Optional.of("3"),
            Optional.empty(),
            Set.of());

    Cells cells =
        decode(new PredictionDecoders(registry, List.of(mapping)), id, body(payment, record));

    assertThat(cells.model()).isEqualTo("fraud");
    assertThat(cells.version()).isEqualTo("3");
    assertThat(cells.eventTime()).isEqualTo(9);
    assertThat(cells.columns()).containsOnlyKeys("amount");
    assertReason(
        Undecodable.Reason.WRONG_SCHEMA,
        new PredictionDecoders(registry, List.of()),
        framed(id, body(payment, record)));
  }

  @Test
  void decode_afterABadRecord_goesOn() throws Exception {
    PredictionDecoders decoders = new PredictionDecoders(registry, List.of());
    int own = registry.register("own-value", OWN);
    int label = registry.register("label-value", LabelRecord.getClassSchema());
    byte[] body = Predictions.body(Predictions.random(new SplittableRandom(6)));
    Cells expected = Cells.of(Predictions.generic(body));

    assertThat(decode(decoders, own, body)).isEqualTo(expected);
    assertReason(Undecodable.Reason.WRONG_SCHEMA, decoders, framed(label, body));
    assertReason(Undecodable.Reason.UNKNOWN_SCHEMA, decoders, framed(4_711, body));
    assertReason(Undecodable.Reason.TOO_SHORT, decoders, new byte[4]);
    assertReason(Undecodable.Reason.BAD_MAGIC, decoders, new byte[] {1, 0, 0, 0, 1, 0});
    assertThat(decode(decoders, own, body)).isEqualTo(expected);
  }

  @Test
  void decode_whileRegistryIsAway_isNotTheRecordsFault() throws Exception {
    PredictionDecoders decoders = new PredictionDecoders(registry, List.of());
    int own = registry.register("own-value", OWN);
    byte[] framed = framed(own, Predictions.body(Predictions.random(new SplittableRandom(6))));
    registry.away = true;

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> decoders.decode(framed, 0, framed.length, row))
        .extracting(RegistryException::kind)
        .isEqualTo(RegistryException.Kind.UNAVAILABLE);
    registry.away = false;
    decoders.decode(framed, 0, framed.length, row);
    registry.away = true;
    decoders.decode(framed, 0, framed.length, row);
  }

  private Cells decode(PredictionDecoders decoders, int id, byte[] body) throws Undecodable {
    byte[] framed = framed(id, body);
    decoders.decode(framed, 0, framed.length, row);
    return Cells.of(row);
  }

  private void assertReason(Undecodable.Reason reason, PredictionDecoders decoders, byte[] framed) {
    assertThatExceptionOfType(Undecodable.class)
        .isThrownBy(() -> decoders.decode(framed, 0, framed.length, row))
        .extracting(Undecodable::reason)
        .isEqualTo(reason);
  }

  private static byte[] framed(int id, byte[] body) {
    return concat(Frame.header(id), body);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static Schema with(Schema record, Field field) {
    return withFields(record, Stream.concat(record.getFields().stream(), Stream.of(field)));
  }

  private static Schema without(Schema record, String name) {
    return withFields(
        record, record.getFields().stream().filter(field -> !field.name().equals(name)));
  }

  private static Schema withFields(Schema record, Stream<Field> fields) {
    return Schema.createRecord(
        record.getName(),
        record.getDoc(),
        record.getNamespace(),
        false,
        fields.map(field -> new Field(field, field.schema())).toList());
  }

  private static byte[] body(Schema schema, GenericRecord record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** Counts how often it is asked, and can go away. */
  private static final class CountingRegistry implements SchemaRegistry {

    private final MemorySchemaRegistry registry = new MemorySchemaRegistry();
    private int asked;
    private boolean away;

    @Override
    public int register(String subject, Schema schema) {
      return registry.register(subject, schema);
    }

    @Override
    public Schema byId(int id) {
      asked++;
      if (away) throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "away");
      return registry.byId(id);
    }
  }
}
