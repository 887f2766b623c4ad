package dev.leeway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.EventRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Plans of random records, with fields to be passed over, against Avro's generic reader. */
class MappedFormFuzzTest {

  private static final List<String> COLUMNS =
      List.of(
          "\"null\"",
          "\"boolean\"",
          "\"int\"",
          "\"long\"",
          "\"float\"",
          "\"double\"",
          "\"string\"",
          "[\"null\", \"double\"]",
          "[\"string\", \"null\", \"int\"]",
          "[\"null\", {\"type\": \"enum\", \"name\": \"E%d\", \"symbols\": [\"A\", \"BC\"]}]",
          "{\"type\": \"array\", \"items\": \"int\"}",
          "{\"type\": \"array\", \"items\": \"double\"}",
          "{\"type\": \"array\", \"items\": \"long\"}",
          "{\"type\": \"array\", \"items\": \"float\"}");

  private static final List<String> IGNORED =
      List.of(
          "\"bytes\"",
          "{\"type\": \"fixed\", \"name\": \"F%d\", \"size\": 5}",
          "{\"type\": \"map\", \"values\": [\"null\", \"string\", {\"type\": \"array\", \"items\": \"null\"}]}",
          "{\"type\": \"array\", \"items\": {\"type\": \"map\", \"values\": \"boolean\"}}",
          "{\"type\": \"record\", \"name\": \"R%d\", \"fields\": [{\"name\": \"a\", \"type\": \"float\"},"
              + " {\"name\": \"b\", \"type\": [\"null\", \"bytes\"]}]}",
          "{\"type\": \"enum\", \"name\": \"I%d\", \"symbols\": [\"X\"]}");

  private static final String[] TIMES = {
    "\"long\"",
    "{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}",
    "[\"null\", \"long\"]"
  };

  private static final String[] HEADS = {
    "\"string\"", "\"int\"", "\"long\"", "[\"null\", \"string\"]", "[\"null\", \"long\"]"
  };

  @RepeatedTest(60)
  void decode_readsWhatAvrosReaderReads(RepetitionInfo repetition) throws Exception {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    Schema schema = schema(random);
    RecordMapping mapping = mapping(random);
    EventPlan plan = EventPlans.ofMapped(schema, mapping);
    GenericMappedDecoder avros = new GenericMappedDecoder(schema, mapping);
    for (int i = 0; i < 30; i++) {
      GenericRecord record = (GenericRecord) value(schema, random);
      byte[] body = Payments.body(schema, record);
      Optional<Cells> expected = decoded(avros, body);

      assertThat(decoded(plan, body)).isEqualTo(expected);
      byte[] changed = body.clone();
      for (int times = random.nextInt(1, 4); times > 0 && changed.length > 0; times--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      Optional<Cells> ours = decoded(plan, changed);
      // We are stricter with flags, of which Avro reads any byte but 1 as false.
      if (ours.isPresent()) assertThat(ours).isEqualTo(decoded(avros, changed));
      byte[] cut = Arrays.copyOf(body, random.nextInt(Math.max(1, body.length)));
      assertThat(decoded(plan, cut)).isEqualTo(decoded(avros, cut));
      assertThat(decoded(plan, Arrays.copyOf(body, body.length + 1))).isEmpty();
    }
  }

  private static Optional<Cells> decoded(PredictionDecoder decoder, byte[] body) {
    EventRow row = new EventRow();
    try {
      decoder.decode(body, 0, body.length, row);
      return Optional.of(Cells.of(row));
    } catch (Undecodable e) {
      return Optional.empty();
    }
  }

  private static Schema schema(SplittableRandom random) {
    List<String> fields = new ArrayList<>();
    fields.add(field("id", HEADS[random.nextInt(HEADS.length)]));
    fields.add(field("at", TIMES[random.nextInt(TIMES.length)]));
    fields.add(field("build", HEADS[random.nextInt(HEADS.length)]));
    for (int i = random.nextInt(12); i > 0; i--) {
      fields.add(field("c" + i, COLUMNS.get(random.nextInt(COLUMNS.size())).formatted(i)));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      fields.add(field("ignored" + i, IGNORED.get(random.nextInt(IGNORED.size())).formatted(i)));
    }
    for (int i = fields.size() - 1; i > 0; i--) {
      fields.set(i, fields.set(random.nextInt(i + 1), fields.get(i)));
    }
    return Payments.schema(String.join(",", fields));
  }

  private static String field(String name, String type) {
    return "{\"name\": \"%s\", \"type\": %s}".formatted(name, type);
  }

  /** The id may be the version too, so that one field is read twice. */
  private static RecordMapping mapping(SplittableRandom random) {
    return new RecordMapping(
        "team.Payment",
        "id",
        "at",
        Optional.of("fraud"),
        Optional.empty(),
        Optional.empty(),
        Optional.of(random.nextBoolean() ? "build" : "id"),
        Set.of("ignored1", "ignored2", "ignored3", "build"));
  }

  private static Object value(Schema schema, SplittableRandom random) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt() >> random.nextInt(32);
      case LONG -> random.nextLong() >> random.nextInt(64);
      case FLOAT -> (float) random.nextDouble(-9, 9);
      case DOUBLE -> random.nextDouble(-9, 9);
      case STRING -> "é".repeat(random.nextInt(4));
      case BYTES -> java.nio.ByteBuffer.allocate(random.nextInt(4));
      case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
      case ENUM -> {
        List<String> symbols = schema.getEnumSymbols();
        yield new GenericData.EnumSymbol(schema, symbols.get(random.nextInt(symbols.size())));
      }
      case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())), random);
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(schema.getElementType(), random));
        }
        yield items;
      }
      case MAP -> {
        java.util.Map<String, Object> entries = new java.util.TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          entries.put("k" + i, value(schema.getValueType(), random));
        }
        yield entries;
      }
      case RECORD -> {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
          record.put(field.pos(), value(field.schema(), random));
        }
        yield record;
      }
    };
  }
}
