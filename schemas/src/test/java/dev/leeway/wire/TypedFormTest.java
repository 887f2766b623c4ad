package dev.leeway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.event.ColumnNames;
import dev.leeway.event.EventRow;
import dev.leeway.profile.ColumnKind;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.schemas.avro.PredictionRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The typed form: what it keeps, and its plan against Avro's generic reader. */
class TypedFormTest {

  private static final ColumnKind[] KINDS = {
    ColumnKind.NUMERIC,
    ColumnKind.CATEGORICAL,
    ColumnKind.BOOLEAN,
    ColumnKind.TEXT,
    ColumnKind.TIMESTAMP,
    ColumnKind.EMBEDDING
  };

  private final MemorySchemaRegistry registry = new MemorySchemaRegistry();
  private final EventRow row = new EventRow();

  @RepeatedTest(60)
  void encode_keepsEveryCell_whateverColumnsAreKnown(RepetitionInfo repetition) throws Exception {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    PredictionDecoders decoders = new PredictionDecoders(registry, List.of());
    int mapId = registry.register("map-value", PredictionRecord.getClassSchema());
    for (int i = 0; i < 20; i++) {
      PredictionRecord prediction = Predictions.random(random);
      TypedForm form = form(prediction, random);
      int id = registry.register(TypedForm.subject("topic", "m"), form.schema());
      TypedEncoder encoder = new TypedEncoder(form, id);
      byte[] map = framed(mapId, Predictions.body(prediction));

      byte[] typed = encoder.encode(map);

      Cells expected = Cells.of(Predictions.generic(Predictions.body(prediction)));
      assertThat(decoded(decoders, typed)).isEqualTo(expected);
      assertThat(generic(form.schema(), typed)).isEqualTo(expected);
      assertThat(encoder.encode(map)).isEqualTo(typed);
      byte[] blocked = encoder.encode(framed(mapId, Predictions.blocked(prediction)));
      assertThat(decoded(decoders, blocked)).isEqualTo(expected);
    }
  }

  @RepeatedTest(10)
  void decode_truncatedOrChanged_isMalformedOrWhatAvroReads(RepetitionInfo repetition)
      throws Exception {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    PredictionRecord prediction = Predictions.random(random);
    TypedForm form = form(prediction, random);
    byte[] typed = new TypedEncoder(form, 1).encode(framed(2, Predictions.body(prediction)));
    EventPlan plan = EventPlans.ofTypedForm(form.schema());
    byte[] body = Arrays.copyOfRange(typed, Frame.HEADER, typed.length);

    for (int length = 0; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      assertThatExceptionOfType(Undecodable.class)
          .isThrownBy(() -> plan.decode(cut, 0, cut.length, row));
    }
    byte[] longer = Arrays.copyOf(body, body.length + 1);
    assertThatExceptionOfType(Undecodable.class)
        .isThrownBy(() -> plan.decode(longer, 0, longer.length, row));
    for (int i = 0; i < 500; i++) {
      byte[] changed = body.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      try {
        plan.decode(changed, 0, changed.length, row);
      } catch (Undecodable expected) {
        assertThat(expected.reason()).isEqualTo(Undecodable.Reason.MALFORMED);
        continue;
      }
      assertThat(Cells.of(row)).isEqualTo(generic(form.schema(), framed(1, changed)));
    }
  }

  @Test
  void schema_ofOtherColumnsOrKinds_isCompatibleBothWays() {
    String subject = TypedForm.subject("leeway.predictions", "team/fraud");
    assertThat(subject).isEqualTo("leeway.predictions-team~fraud");
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 40; i++) {
      List<TypedColumn> columns = new ArrayList<>();
      for (String name : List.of("a", "b.c", "b-c", "1st", "été", "id", "features")) {
        ColumnKind kind = KINDS[random.nextInt(KINDS.length)];
        if (random.nextInt(4) > 0) columns.add(new TypedColumn(name, kind, random.nextBoolean()));
      }
      Schema schema = new TypedForm(columns).schema();

      assertThatCode(() -> registry.register(subject, schema)).doesNotThrowAnyException();
    }
  }

  @Test
  void decode_knowsColumnsByThePlan_andSpelledOnesByName() throws Exception {
    TypedForm form =
        new TypedForm(
            List.of(
                new TypedColumn("x", ColumnKind.NUMERIC, false),
                new TypedColumn("late", ColumnKind.NUMERIC, false)));
    Map<String, Object> features = new TreeMap<>();
    features.put("x", 3L);
    features.put("new", 1.5);
    PredictionRecord prediction = prediction(features);
    byte[] typed = new TypedEncoder(form, 1).encode(framed(2, Predictions.body(prediction)));

    EventPlans.ofTypedForm(form.schema())
        .decode(typed, Frame.HEADER, typed.length - Frame.HEADER, row);

    ColumnNames names = row.names();
    assertThat(names).isNotNull();
    assertThat(row.cells()).isEqualTo(2);
    assertThat(row.place(0)).isZero();
    assertThat(row.place(1)).isEqualTo(-1);
    assertThat(row.number(0)).isEqualTo(3);
  }

  @Test
  void encode_ofAWholeNumberThatIsNoDouble_leavesItInTheMap() throws Exception {
    TypedForm form = new TypedForm(List.of(new TypedColumn("x", ColumnKind.NUMERIC, false)));
    byte[] exact = encoded(form, Map.of("x", 1L << 53));
    byte[] inexact = encoded(form, Map.of("x", (1L << 53) + 1));

    EventPlan plan = EventPlans.ofTypedForm(form.schema());
    plan.decode(exact, Frame.HEADER, exact.length - Frame.HEADER, row);
    assertThat(row.place(0)).isZero();
    plan.decode(inexact, Frame.HEADER, inexact.length - Frame.HEADER, row);
    assertThat(row.place(0)).isEqualTo(-1);
  }

  @Test
  void form_ofMoreColumnsThanFit_leavesTheRestInTheMap() throws Exception {
    List<TypedColumn> columns = new ArrayList<>();
    Map<String, Object> features = new TreeMap<>();
    for (int i = 0; i < TypedForm.MOST_COLUMNS + 5; i++) {
      columns.add(new TypedColumn("column_" + i, ColumnKind.CATEGORICAL, false));
      features.put("column_" + i, "v" + i);
    }
    TypedForm form = new TypedForm(columns);
    assertThat(form.columns()).hasSize(TypedForm.MOST_COLUMNS);
    int id = registry.register("wide", form.schema());
    byte[] typed =
        new TypedEncoder(form, id).encode(framed(9, Predictions.body(prediction(features))));

    assertThat(decoded(new PredictionDecoders(registry, List.of()), typed).columns())
        .hasSize(TypedForm.MOST_COLUMNS + 5);
  }

  @Test
  void decode_ofColumnsNotSentThatAreNone_isMalformed() throws Exception {
    TypedForm form = new TypedForm(List.of(new TypedColumn("x", ColumnKind.NUMERIC, false)));
    byte[] typed = encoded(form, Map.of());
    int notSent = typed.length - 6;
    assertThat(typed[notSent]).isEqualTo((byte) 2);
    byte[] lie = typed.clone();
    lie[notSent + 1] = 2;

    assertThatExceptionOfType(Undecodable.class)
        .isThrownBy(
            () ->
                EventPlans.ofTypedForm(form.schema())
                    .decode(lie, Frame.HEADER, lie.length - Frame.HEADER, row));
  }

  private static byte[] encoded(TypedForm form, Map<String, Object> features) throws Undecodable {
    return new TypedEncoder(form, 1).encode(framed(2, Predictions.body(prediction(features))));
  }

  private static PredictionRecord prediction(Map<String, Object> features) {
    return PredictionRecord.newBuilder()
        .setId("p")
        .setModel("m")
        .setVersion("1")
        .setEventTime(Instant.EPOCH)
        .setTags(Map.of())
        .setFeatures(features)
        .setOutput(Map.of())
        .build();
  }

  /** Some of the event's columns, some of them of a kind that does not fit, and some it lacks. */
  private static TypedForm form(PredictionRecord prediction, SplittableRandom random) {
    Map<String, TypedColumn> columns = new LinkedHashMap<>();
    for (String name : prediction.getFeatures().keySet()) {
      if (random.nextInt(4) > 0) columns.put(name, column(name, false, random));
    }
    for (String name : prediction.getOutput().keySet()) {
      if (random.nextInt(4) > 0) columns.put(name, column(name, random.nextInt(4) > 0, random));
    }
    columns.put("not sent", column("not sent", false, random));
    return new TypedForm(List.copyOf(columns.values()));
  }

  private static TypedColumn column(String name, boolean output, SplittableRandom random) {
    return new TypedColumn(name, KINDS[random.nextInt(KINDS.length)], output);
  }

  private Cells decoded(PredictionDecoders decoders, byte[] framed) throws Undecodable {
    decoders.decode(framed, 0, framed.length, row);
    return Cells.of(row);
  }

  /** The cells that Avro's own reader finds. */
  private static Cells generic(Schema schema, byte[] framed) throws IOException {
    BinaryDecoder in =
        DecoderFactory.get()
            .binaryDecoder(framed, Frame.HEADER, framed.length - Frame.HEADER, null);
    GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, in);
    if (!in.isEnd()) throw new IOException("bytes after the record's end");
    Cells maps = Cells.of(record);
    Map<String, String> columns = new TreeMap<>();
    List<Schema.Field> fields =
        schema.getFields().stream().filter(field -> field.getProp("column") != null).toList();
    for (int i = 0; i < fields.size(); i++) {
      Object value = record.get(fields.get(i).pos());
      boolean sent = value != null || !((List<?>) record.get("notSent")).contains(i);
      if (sent) columns.put(fields.get(i).getProp("column"), Cells.value(value));
    }
    columns.putAll(maps.columns());
    return new Cells(
        maps.id(), maps.model(), maps.version(), maps.eventTime(), maps.tags(), columns);
  }

  private static byte[] framed(int id, byte[] body) {
    byte[] framed = Arrays.copyOf(Frame.header(id), Frame.HEADER + body.length);
    System.arraycopy(body, 0, framed, Frame.HEADER, body.length);
    return framed;
  }
}
