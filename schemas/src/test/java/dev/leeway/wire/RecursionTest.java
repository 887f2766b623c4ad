package dev.leeway.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.schemas.avro.PartialProfileRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.schemas.avro.VerdictRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class RecursionTest {

  @Test
  void refuse_letsOurOwnAndPlainSchemasPass() throws Undecodable {
    for (Schema schema :
        List.of(
            PredictionRecord.getClassSchema(),
            VerdictRecord.getClassSchema(),
            PartialProfileRecord.getClassSchema(),
            Schema.create(Schema.Type.LONG))) {
      assertThatCode(() -> Recursion.refuse(schema)).doesNotThrowAnyException();
    }
    // The same record twice side by side is no recursion.
    Schema inner = record("Inner", new Field("a", Schema.create(Schema.Type.INT)));
    Recursion.refuse(record("Outer", new Field("x", inner), new Field("y", inner)));
  }

  @Test
  void refuse_findsARecordInItself_throughUnionArrayAndMap() {
    for (String type :
        List.of(
            "[\"null\", \"Node\"]",
            "{\"type\": \"array\", \"items\": \"Node\"}",
            "{\"type\": \"map\", \"values\": \"Node\"}",
            "{\"type\": \"record\", \"name\": \"Other\", \"fields\": "
                + "[{\"name\": \"back\", \"type\": [\"null\", \"Node\"]}]}")) {
      Schema schema =
          new Schema.Parser()
              .parse(
                  "{\"type\": \"record\", \"name\": \"Node\", \"fields\": "
                      + "[{\"name\": \"next\", \"type\": "
                      + type
                      + "}]}");
      assertRefused(schema);
    }
  }

  @Test
  void refuse_findsRecordsThatDoubleAtEveryLevel_atOnce() {
    Schema level = record("Level0");
    for (int i = 1; i <= 40; i++) {
      level = record("Level" + i, new Field("a", level), new Field("b", level));
    }
    Schema bomb = level;

    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertRefused(bomb));
  }

  @Test
  void refuse_letsManyColumnsPass() throws Undecodable {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      fields.add(new Field("c" + i, Schema.create(Schema.Type.DOUBLE)));
    }

    Recursion.refuse(record("Wide", fields.toArray(Field[]::new)));
  }

  private static void assertRefused(Schema schema) {
    assertThatExceptionOfType(Undecodable.class)
        .isThrownBy(() -> Recursion.refuse(schema))
        .extracting(Undecodable::reason)
        .isEqualTo(Undecodable.Reason.WRONG_SCHEMA);
  }

  private static Schema record(String name, Field... fields) {
    return Schema.createRecord(name, null, "team", false, List.of(fields));
  }
}
