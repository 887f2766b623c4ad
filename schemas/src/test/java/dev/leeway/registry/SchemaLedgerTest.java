package dev.leeway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.registry.LedgerEntry.LevelSet;
import dev.leeway.registry.LedgerEntry.Registered;
import dev.leeway.registry.RegistryException.Kind;
import dev.leeway.registry.SchemaLedger.Proposal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaLedgerTest {

  private static final String S = "flights-value";
  private static final String A = field("a", "\"long\"");
  private static final String A_AND_B =
      record(
          "Row",
          "{\"name\":\"a\",\"type\":\"long\"},{\"name\":\"b\",\"type\":\"long\",\"default\":0}");
  private static final String INT = "\"int\"";
  private static final String LONG = "\"long\"";

  private final SchemaLedger ledger = new SchemaLedger();
  private final List<LedgerEntry> written = new ArrayList<>();

  @Test
  void register_countsVersionsPerSubjectAndIdsOverall() {
    assertThat(register(S, A)).isEqualTo(new Registered(S, 1, 1, A));
    assertThat(register(S, A_AND_B)).isEqualTo(new Registered(S, 2, 2, A_AND_B));
    assertThat(register("other", INT)).isEqualTo(new Registered("other", 1, 3, INT));
    assertThat(ledger.subjects()).containsExactly(S, "other");
    assertThat(ledger.versions(S)).extracting(Registered::version).containsExactly(1, 2);
  }

  @Test
  void register_ofKnownSchema_isIdempotentWhateverItsSpacing() {
    register(S, A);
    register(S, A_AND_B);

    Proposal again = ledger.propose(S, A.replace(",", " ,\n "));

    assertThat(again.isNew()).isFalse();
    assertThat(again.entry()).isEqualTo(new Registered(S, 1, 1, A));
  }

  @Test
  void register_sameSchemaUnderOtherSubject_hasSameId() {
    register(S, A_AND_B);

    assertThat(register("other", A_AND_B)).isEqualTo(new Registered("other", 1, 1, A_AND_B));
    assertThat(ledger.byId(1)).map(Object::toString).contains(A_AND_B);
    assertThat(ledger.byId(2)).isEmpty();
  }

  @Test
  void lookup_findsOnlyUnderItsSubject() {
    register(S, A);
    register("other", A_AND_B);

    assertThat(ledger.lookup(S, A)).contains(new Registered(S, 1, 1, A));
    assertThat(ledger.lookup(S, A_AND_B)).isEmpty();
    assertThat(ledger.lookup("nobody", A)).isEmpty();
  }

  @Test
  void level_isFullTransitiveUnlessSet() {
    assertThat(ledger.level(S)).isEqualTo(CompatibilityLevel.FULL_TRANSITIVE);

    ledger.apply(new LevelSet(LevelSet.ALL, CompatibilityLevel.NONE));
    ledger.apply(new LevelSet(S, CompatibilityLevel.FORWARD));

    assertThat(ledger.level(S)).isEqualTo(CompatibilityLevel.FORWARD);
    assertThat(ledger.level("other")).isEqualTo(CompatibilityLevel.NONE);
    assertThat(ledger.ownLevel("other")).isEmpty();
  }

  @ParameterizedTest(name = "{0} to {1} at {2}: {3}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        // widening is read backward only
        "\"int\", \"long\", BACKWARD, true",
        "\"int\", \"long\", FORWARD, false",
        "\"int\", \"long\", FULL, false",
        "\"int\", \"long\", NONE, true",
        "\"long\", \"int\", BACKWARD, false",
        "\"long\", \"int\", FORWARD, true",
        "\"string\", \"bytes\", FULL_TRANSITIVE, true",
        "\"long\", `[\"null\",\"long\"]`, BACKWARD_TRANSITIVE, true",
        "\"long\", `[\"null\",\"long\"]`, FORWARD_TRANSITIVE, false",
      })
  void register_obeysLevel(String first, String second, CompatibilityLevel level, boolean fits) {
    ledger.apply(new LevelSet(S, level));
    register(S, first);

    if (fits) {
      assertThat(register(S, second).version()).isEqualTo(2);
    } else {
      assertRefused(Kind.INCOMPATIBLE, S, second, "version 1");
    }
  }

  @Test
  void register_onlyTransitiveLevelsSeeFurtherBackThanOneVersion() {
    String without = field("a", "\"long\"");
    String withDefault = record("Row", "{\"name\":\"b\",\"type\":\"long\",\"default\":0}");
    String withoutDefault = record("Row", "{\"name\":\"b\",\"type\":\"long\"}");
    ledger.apply(new LevelSet(S, CompatibilityLevel.BACKWARD));
    register(S, without);
    register(S, withDefault);

    assertThat(ledger.propose(S, withoutDefault).entry().version()).isEqualTo(3);

    ledger.apply(new LevelSet(S, CompatibilityLevel.BACKWARD_TRANSITIVE));
    assertRefused(Kind.INCOMPATIBLE, S, withoutDefault, "version 1");
  }

  @Test
  void register_changedMeaningThatAvroLetsPass_isRefused() {
    register(S, field("at", "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}"));

    assertRefused(
        Kind.INCOMPATIBLE,
        S,
        field("at", "[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}]"),
        "LOGICAL_TYPE_CHANGED at /at");
    assertRefused(
        Kind.INCOMPATIBLE,
        S,
        field("at", "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}"),
        "LOGICAL_TYPE_CHANGED at /at");
    register("named", A);
    assertRefused(Kind.INCOMPATIBLE, "named", A.replace("\"Row\"", "\"x.Row\""), "NAME_CHANGED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "{\"type\":\"no such type\"}",
        "{\"type\":\"record\",\"name\":\"R\"}",
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a b\",\"type\":\"int\"}]}",
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":[\"null\",\"int\"],\"default\":\"null\"}]}",
        "{\"type\":\"fixed\",\"name\":\"F\",\"size\":-1}",
        "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"A\"]}",
      })
  void register_ofNoSchema_isInvalid(String text) {
    assertRefused(Kind.INVALID, S, text, "");
  }

  @Test
  void register_ofDeeplyNestedText_isInvalid() {
    assertRefused(
        Kind.INVALID,
        S,
        "{\"type\":\"array\",\"items\":".repeat(5_000) + "\"int\"" + "}".repeat(5_000),
        "");
  }

  @Test
  void register_ofTooLongText_isInvalid() {
    String doc = "x".repeat(SchemaText.MAX_LENGTH);
    assertRefused(
        Kind.INVALID,
        S,
        "{\"type\":\"record\",\"name\":\"R\",\"doc\":\"%s\",\"fields\":[]}".formatted(doc),
        "at most");
  }

  @Test
  void register_ofRecursiveSchema_isInvalid() {
    assertRefused(Kind.INVALID, S, field("next", "[\"null\",\"Row\"]"), "recursive");
    assertRefused(
        Kind.INVALID, S, field("all", "{\"type\":\"map\",\"values\":\"Row\"}"), "recursive");
  }

  @Test
  void register_ofSchemaThatUnfoldsEndlessly_isInvalid() {
    String schema = "\"null\"";
    for (int level = 0; level < 20; level++) {
      schema =
          record(
              "L" + level,
              "{\"name\":\"a\",\"type\":%s},{\"name\":\"b\",\"type\":%s}"
                  .formatted(schema, level == 0 ? "\"null\"" : "\"L" + (level - 1) + "\""));
    }
    assertRefused(Kind.INVALID, S, schema, "unfolds");
  }

  @Test
  void register_ofRecordUsedTwice_isNotRecursive() {
    String point = record("Point", "{\"name\":\"x\",\"type\":\"double\"}");
    String line =
        record(
            "Line",
            "{\"name\":\"from\",\"type\":%s},{\"name\":\"to\",\"type\":\"Point\"}"
                .formatted(point));

    assertThat(register(S, line).id()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb"})
  void register_underNoSubject_isInvalid(String subject) {
    assertRefused(Kind.INVALID, subject, A, "subject");
  }

  @Test
  void replay_givesTheSameLedger() {
    apply(new LevelSet("other", CompatibilityLevel.NONE));
    register(S, A);
    register("other", INT);
    register("other", "\"string\"");
    register(S, A_AND_B);

    SchemaLedger again = SchemaLedger.replay(written);

    assertThat(again.subjects()).isEqualTo(ledger.subjects());
    assertThat(again.versions(S)).isEqualTo(ledger.versions(S));
    assertThat(again.versions("other")).isEqualTo(ledger.versions("other"));
    assertThat(again.level("other")).isEqualTo(CompatibilityLevel.NONE);
    assertThat(again.propose("new", LONG)).isEqualTo(ledger.propose("new", LONG));
  }

  @Test
  void apply_twice_changesNothing() {
    register(S, A);

    ledger.apply(new Registered(S, 1, 1, A));

    assertThat(ledger.versions(S)).hasSize(1);
  }

  @Test
  void apply_ofContradiction_isRefused() {
    register(S, A);

    for (Registered wrong :
        List.of(
            new Registered(S, 1, 2, INT), // another schema of that version
            new Registered(S, 2, 1, INT), // another schema of that id
            new Registered("other", 1, 2, A))) { // another id of that schema
      assertThatIllegalArgumentException().isThrownBy(() -> ledger.apply(wrong));
    }
  }

  private Registered register(String subject, String schema) {
    Proposal proposal = ledger.propose(subject, schema);
    assertThat(proposal.isNew()).isTrue();
    apply(proposal.entry());
    return proposal.entry();
  }

  private void apply(LedgerEntry entry) {
    ledger.apply(entry);
    written.add(entry);
  }

  private void assertRefused(Kind kind, String subject, String schema, String message) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> ledger.propose(subject, schema))
        .withMessageContaining(message)
        .extracting(RegistryException::kind)
        .isEqualTo(kind);
  }

  private static String field(String name, String type) {
    return record("Row", "{\"name\":\"%s\",\"type\":%s}".formatted(name, type));
  }

  private static String record(String name, String fields) {
    return "{\"type\":\"record\",\"name\":\"%s\",\"fields\":[%s]}".formatted(name, fields);
  }
}
