package dev.leeway.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** A record that a team already writes: a payment that was scored. */
final class Payments {

  static final Schema PAYMENT =
      schema(
          """
          {"name": "payment_id", "type": "string"},
          {"name": "scored_at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
          {"name": "build", "type": "int"},
          {"name": "amount", "type": "double"},
          {"name": "count", "type": ["null", "int"], "default": null},
          {"name": "card", "type": {"type": "enum", "name": "Card", "symbols": ["VISA", "AMEX"]}},
          {"name": "vip", "type": ["boolean", "null"], "default": false},
          {"name": "country", "type": ["null", "string"], "default": null},
          {"name": "embedding", "type": {"type": "array", "items": "double"}},
          {"name": "raw", "type": "bytes"},
          {"name": "score", "type": "float"}
          """);

  static final RecordMapping MAPPING = mapping(Set.of("raw", "no such field"));

  private Payments() {}

  static GenericRecord payment() {
    GenericRecord payment = new GenericData.Record(PAYMENT);
    payment.put("payment_id", "pay-é");
    payment.put("scored_at", 1_000_000_000_123_999L);
    payment.put("build", 17);
    payment.put("amount", 12.5);
    payment.put("count", 3);
    payment.put("card", new GenericData.EnumSymbol(PAYMENT.getField("card").schema(), "AMEX"));
    payment.put("vip", true);
    payment.put("country", "DE");
    payment.put("embedding", List.of(3.0, -4.0));
    payment.put("raw", ByteBuffer.wrap(new byte[] {1, 2}));
    payment.put("score", 0.25f);
    return payment;
  }

  static Schema timed(String type) {
    return schema(
        "{\"name\": \"payment_id\", \"type\": \"string\"}, {\"name\": \"build\", \"type\": \"int\"},"
            + "{\"name\": \"scored_at\", \"type\": "
            + type
            + "}");
  }

  static RecordMapping mapping(Set<String> ignored) {
    return new RecordMapping(
        "team.Payment",
        "payment_id",
        "scored_at",
        Optional.of("fraud"),
        Optional.empty(),
        Optional.empty(),
        Optional.of("build"),
        ignored);
  }

  static Schema schema(String fields) {
    return new Schema.Parser()
        .parse(
            "{\"type\": \"record\", \"name\": \"Payment\", \"namespace\": \"team\", \"fields\": ["
                + fields
                + "]}");
  }

  static byte[] body(Schema schema, GenericRecord record) {
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
}
