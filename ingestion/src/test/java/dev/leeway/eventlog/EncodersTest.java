package dev.leeway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.event.ModelRef;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.wire.RecordCodec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class EncodersTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ModelRef MODEL = new ModelRef("churn", "1");

  private final PredictionEncoder encoder = new PredictionEncoder();

  /** The schema is written by hand here, so any change of it must show. */
  @RepeatedTest(50)
  void prediction_decodesIntoWhatWasPut(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    Map<String, Object> features = put(random, encoder.features());
    Map<String, Object> output = put(random, encoder.output());
    Map<String, String> tags = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.put("t" + i, text(random));
      encoder.tags().put("t" + i, tags.get("t" + i));
    }
    Optional<String> entity = random.nextBoolean() ? Optional.of(text(random)) : Optional.empty();
    Instant at = Instant.ofEpochMilli(random.nextLong(-1L << 41, 1L << 41));

    EncodedEvent event = encoder.encode(new PredictionHead("id-" + run, MODEL, at, entity));

    assertThat(Decoded.prediction(event))
        .isEqualTo(
            new PredictionRecord(
                "id-" + run, "churn", "1", at, entity.orElse(null), tags, features, output));
  }

  @Test
  void prediction_isByteForByteWhatAvroWrites() {
    encoder.features().put("x", 1.5);
    encoder.output().put("p", true);
    encoder.tags().put("t", "v");
    EncodedEvent event = encoder.encode(new PredictionHead("a", MODEL, NOON, Optional.of("e")));
    PredictionRecord record =
        new PredictionRecord(
            "a", "churn", "1", NOON, "e", Map.of("t", "v"), Map.of("x", 1.5), Map.of("p", true));

    byte[] avro =
        new RecordCodec<PredictionRecord>(
                new MemorySchemaRegistry(), "p-value", PredictionRecord.getClassSchema())
            .encode(record);
    assertThat(event.framed(1)).isEqualTo(avro);
    assertThat(event.size()).isEqualTo(avro.length);
    assertThat(event.framed(0x01020304)).startsWith(0, 1, 2, 3, 4);
  }

  @Test
  void encoder_startsOverAfterEachPrediction() {
    PredictionHead head = new PredictionHead("a", MODEL, NOON, Optional.empty());
    byte[] empty = encoder.encode(head).framed(1);
    encoder.features().put("x", 1L);
    encoder.encode(head);
    assertThat(encoder.encode(head).framed(1)).isEqualTo(empty);

    encoder.output().missing("y");
    encoder.reset();
    assertThat(encoder.encode(head).framed(1)).isEqualTo(empty);
  }

  @Test
  void label_decodesIntoWhatWasPut() {
    LabelHead head = new LabelHead("a", "churn", NOON);

    assertThat(Decoded.label(LabelEncoder.encode(head, Outcome.of(true))))
        .isEqualTo(new LabelRecord("a", "churn", true, NOON));
    assertThat(Decoded.label(LabelEncoder.encode(head, Outcome.of(-5L))))
        .isEqualTo(new LabelRecord("a", "churn", -5L, NOON));
    assertThat(Decoded.label(LabelEncoder.encode(head, Outcome.of(0.25))))
        .isEqualTo(new LabelRecord("a", "churn", 0.25, NOON));
    assertThat(Decoded.label(LabelEncoder.encode(head, Outcome.of("späť"))))
        .isEqualTo(new LabelRecord("a", "churn", "späť", NOON));
  }

  @Test
  void key_isTheIdInUtf8() {
    EncodedEvent event = LabelEncoder.encode(new LabelHead("a-1 ~", "churn", NOON), Outcome.of(1L));

    assertThat(event.key()).containsExactly('a', '-', '1', ' ', '~');
  }

  @Test
  void heads_refuseWhatIsNoId() {
    for (String id : new String[] {"", "a\nb", "ü", "\u007f", "i".repeat(129)}) {
      assertThatThrownBy(() -> new PredictionHead(id, MODEL, NOON, Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("not a prediction id");
      assertThatThrownBy(() -> new LabelHead(id, "churn", NOON))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("not a prediction id");
    }
    assertThatThrownBy(() -> new LabelHead("a", "no model", NOON))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LabelHead("a", "churn", Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, Object> put(SplittableRandom random, ColumnBytes columns) {
    Map<String, Object> expected = new HashMap<>();
    for (int i = random.nextInt(100); i > 0; i--) {
      String name = "c" + i;
      switch (random.nextInt(6)) {
        case 0 -> {
          columns.missing(name);
          expected.put(name, null);
        }
        case 1 -> {
          columns.put(name, i % 2 == 0);
          expected.put(name, i % 2 == 0);
        }
        case 2 -> {
          long value = random.nextLong() >> random.nextInt(64);
          columns.put(name, value);
          expected.put(name, value);
        }
        case 3 -> {
          double value = Double.longBitsToDouble(random.nextLong());
          columns.put(name, value);
          expected.put(name, value);
        }
        case 4 -> {
          String value = text(random);
          columns.put(name, value);
          expected.put(name, value);
        }
        default -> {
          float[] vector = {(float) random.nextDouble(), -1f, 9f};
          int length = random.nextInt(4);
          columns.put(name, vector, length);
          expected.put(name, java.util.List.of(vector[0], -1f, 9f).subList(0, length));
        }
      }
    }
    return expected;
  }

  private static String text(SplittableRandom random) {
    return "aé€😀".repeat(random.nextInt(200));
  }
}
