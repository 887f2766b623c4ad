package dev.leeway.wire;

import static dev.leeway.wire.Payments.MAPPING;
import static dev.leeway.wire.Payments.schema;
import static dev.leeway.wire.Payments.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which schemas a mapping can be used with. */
class MappedFormSchemaTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"int\"",
        "\"string\"",
        "\"double\"",
        "{\"type\": \"int\", \"logicalType\": \"date\"}",
        "{\"type\": \"long\", \"logicalType\": \"time-micros\"}",
        "{\"type\": \"long\", \"logicalType\": \"local-timestamp-micros\"}",
        "[\"null\", \"long\", \"string\"]"
      })
  void new_withATimeThatIsNone_isRefused(String type) {
    assertRefused(timed(type), MAPPING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"bytes\"",
        "\"double\"",
        "{\"type\": \"array\", \"items\": \"string\"}",
        "{\"type\": \"record\", \"name\": \"Inner\", \"fields\": []}"
      })
  void new_withAnIdThatIsNoText_isRefused(String type) {
    Schema schema =
        schema(
            "{\"name\": \"payment_id\", \"type\": "
                + type
                + "}, {\"name\": \"scored_at\", \"type\": \"long\"},"
                + "{\"name\": \"build\", \"type\": \"int\"}");

    assertRefused(schema, MAPPING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"record\", \"name\": \"Inner\", \"fields\": [{\"name\": \"a\", \"type\": \"int\"}]}",
        "{\"type\": \"map\", \"values\": \"int\"}",
        "{\"type\": \"array\", \"items\": \"string\"}",
        "\"bytes\"",
        "{\"type\": \"fixed\", \"name\": \"F\", \"size\": 4}",
        "[\"null\", \"bytes\"]"
      })
  void new_withAColumnThatCanBeNone_isRefusedUnlessIgnored(String type) throws Undecodable {
    Schema schema =
        schema(
            """
            {"name": "payment_id", "type": "string"},
            {"name": "scored_at", "type": "long"},
            {"name": "build", "type": "int"},
            {"name": "odd", "type":
            """
                + type
                + "}");

    assertRefused(schema, MAPPING);
    assertThat(EventPlans.ofMapped(schema, Payments.mapping(Set.of("odd")))).isNotNull();
  }

  @Test
  void new_withoutAFieldThatTheMappingNames_isRefused() {
    assertRefused(schema("{\"name\": \"payment_id\", \"type\": \"string\"}"), MAPPING);
    assertRefused(Schema.createEnum("Payment", null, "team", List.of("A")), MAPPING);
  }

  @Test
  void new_withARecursiveSchema_isRefused() {
    assertRefused(
        schema(
            """
            {"name": "payment_id", "type": "string"},
            {"name": "scored_at", "type": "long"},
            {"name": "build", "type": "int"},
            {"name": "raw", "type": ["null", "Payment"]}
            """),
        MAPPING);
  }

  @Test
  void mapping_withModelBothWaysOrNone_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mapping(Optional.of("m"), Optional.of("f")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mapping(Optional.empty(), Optional.empty()));
  }

  private static void assertRefused(Schema schema, RecordMapping mapping) {
    assertThatExceptionOfType(Undecodable.class)
        .isThrownBy(() -> EventPlans.ofMapped(schema, mapping))
        .extracting(Undecodable::reason)
        .isEqualTo(Undecodable.Reason.WRONG_SCHEMA);
  }

  private static RecordMapping mapping(Optional<String> model, Optional<String> field) {
    return new RecordMapping(
        "team.Payment", "id", "at", model, field, Optional.of("1"), Optional.empty(), Set.of());
  }
}
