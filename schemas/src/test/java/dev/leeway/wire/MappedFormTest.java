package dev.leeway.wire;

import static dev.leeway.wire.Payments.MAPPING;
import static dev.leeway.wire.Payments.PAYMENT;
import static dev.leeway.wire.Payments.body;
import static dev.leeway.wire.Payments.payment;
import static dev.leeway.wire.Payments.schema;
import static dev.leeway.wire.Payments.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.event.EventRow;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a mapped record. */
class MappedFormTest {

  private final EventRow row = new EventRow();

  @Test
  void decode_readsHeadsAndColumns() throws Undecodable {
    Cells cells = decoded(PAYMENT, MAPPING, payment());

    assertThat(cells)
        .isEqualTo(
            new Cells(
                "pay-é",
                "fraud",
                "17",
                1_000_000_000_123L,
                Map.of(),
                Map.of(
                    "amount", "number " + Double.doubleToLongBits(12.5),
                    "count", "number " + Double.doubleToLongBits(3),
                    "card", "text AMEX",
                    "vip", "flag 1.0",
                    "country", "text DE",
                    "embedding", "vector [3.0, -4.0]",
                    "score", "number " + Double.doubleToLongBits(0.25f))));
  }

  @Test
  void decode_ofNulls_givesMissing() throws Undecodable {
    GenericRecord payment = payment();
    payment.put("count", null);
    payment.put("vip", null);
    payment.put("country", null);

    Cells cells = decoded(PAYMENT, MAPPING, payment);

    assertThat(cells.columns())
        .containsEntry("count", "missing")
        .containsEntry("vip", "missing")
        .containsEntry("country", "missing")
        .containsEntry("card", "text AMEX");
  }

  @Test
  void decode_usesItsMemoryAgain_withoutMixingRecords() throws Undecodable {
    EventPlan decoder = EventPlans.ofMapped(PAYMENT, MAPPING);
    for (int length : new int[] {3, 3_000, 2, 70_000, 0}) {
      GenericRecord payment = payment();
      payment.put("country", "c".repeat(length));
      payment.put("payment_id", "id" + length);
      byte[] body = body(PAYMENT, payment);
      decoder.decode(body, 0, body.length, row);

      assertThat(Cells.of(row).columns()).containsEntry("country", "text " + "c".repeat(length));
      assertThat(Cells.of(row).id()).isEqualTo("id" + length);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp-millis, 1000000000123",
    "timestamp-micros, 1000000000",
    "timestamp-nanos, 1000000",
    "none, 1000000000123"
  })
  void decode_readsTime_alsoWhereItIsOptional(String unit, long expected) throws Undecodable {
    String type =
        unit.equals("none")
            ? "\"long\""
            : "{\"type\": \"long\", \"logicalType\": \"" + unit + "\"}";
    for (String form : new String[] {type, "[\"null\", " + type + "]", "[" + type + ",\"null\"]"}) {
      Schema schema = timed(form);
      GenericRecord record = new GenericData.Record(schema);
      record.put("payment_id", "p");
      record.put("build", 1);
      record.put("scored_at", 1_000_000_000_123L);

      assertThat(decoded(schema, MAPPING, record).eventTime()).as(form).isEqualTo(expected);
    }
  }

  @Test
  void decode_ofTimeBeforeTheEpoch_roundsDown() throws Undecodable {
    GenericRecord payment = payment();
    payment.put("scored_at", -1L);

    assertThat(decoded(PAYMENT, MAPPING, payment).eventTime()).isEqualTo(-1);
  }

  @Test
  void decode_withoutTime_isMalformed_withoutIdIsEmpty() throws Undecodable {
    Schema schema =
        schema(
            """
            {"name": "payment_id", "type": ["null", "string"]},
            {"name": "scored_at", "type": ["null", "long"]},
            {"name": "build", "type": "int"}
            """);
    GenericRecord record = new GenericData.Record(schema);
    record.put("build", 1);
    assertThatExceptionOfType(Undecodable.class)
        .isThrownBy(() -> decoded(schema, MAPPING, record))
        .extracting(Undecodable::reason)
        .isEqualTo(Undecodable.Reason.MALFORMED);

    record.put("scored_at", 5L);
    assertThat(decoded(schema, MAPPING, record).id()).isEmpty();
  }

  @Test
  void decode_ofDamagedBytes_isUndecodableOrARow() throws Undecodable {
    SplittableRandom random = new SplittableRandom(3);
    byte[] body = body(PAYMENT, payment());
    EventPlan decoder = EventPlans.ofMapped(PAYMENT, MAPPING);
    for (int length = 0; length < body.length; length++) {
      byte[] part = Arrays.copyOf(body, length);
      assertThatExceptionOfType(Undecodable.class)
          .isThrownBy(() -> decoder.decode(part, 0, part.length, row));
    }
    for (int i = 0; i < 5_000; i++) {
      byte[] changed = body.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      try {
        decoder.decode(changed, 0, changed.length, row);
        assertThat(Cells.of(row).version()).isNotEmpty();
      } catch (Undecodable expected) {
        assertThat(expected.reason()).isEqualTo(Undecodable.Reason.MALFORMED);
      }
    }
  }

  private Cells decoded(Schema schema, RecordMapping mapping, GenericRecord record)
      throws Undecodable {
    byte[] body = body(schema, record);
    EventPlans.ofMapped(schema, mapping).decode(body, 0, body.length, row);
    return Cells.of(row);
  }
}
