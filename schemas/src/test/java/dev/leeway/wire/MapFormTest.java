package dev.leeway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.event.EventRow;
import dev.leeway.schemas.avro.PredictionRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The plan of our own record against Avro's generic reader. */
class MapFormTest {

  private final EventPlan decoder = plan();
  private final EventRow row = new EventRow();

  private static EventPlan plan() {
    try {
      return EventPlans.ofMapForm(PredictionRecord.getClassSchema()).orElseThrow();
    } catch (Undecodable e) {
      throw new AssertionError(e);
    }
  }

  @RepeatedTest(30)
  void decode_readsWhatAvrosReaderReads(RepetitionInfo repetition) throws Exception {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    for (int i = 0; i < 30; i++) {
      PredictionRecord prediction = Predictions.random(random);
      for (byte[] body : List.of(Predictions.body(prediction), Predictions.blocked(prediction))) {
        Cells expected = Cells.of(Predictions.generic(body));

        assertThat(decoded(body, random)).isEqualTo(expected);
        assertThat(generic(body)).isEqualTo(expected);
      }
    }
  }

  @RepeatedTest(10)
  void decode_truncatedAtAnyByteOrLonger_isMalformed(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    byte[] body = Predictions.blocked(Predictions.random(random));

    for (int length = 0; length < body.length; length++) {
      assertMalformed(Arrays.copyOf(body, length));
    }
    assertMalformed(Arrays.copyOf(body, body.length + 1));
  }

  @RepeatedTest(30)
  void decode_ofChangedBytes_isMalformedOrWhatAvroReads(RepetitionInfo repetition)
      throws Exception {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    byte[] body = Predictions.body(Predictions.random(random));
    for (int i = 0; i < 300; i++) {
      byte[] changed = body.clone();
      for (int times = random.nextInt(1, 4); times > 0; times--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      Optional<Cells> ours = tryDecode(changed);
      Optional<Cells> avros = tryGeneric(changed);
      // We are stricter with flags, of which Avro reads any byte but 1 as false.
      if (ours.isPresent() && hasNoNameTwice()) assertThat(ours).isEqualTo(avros);
    }
  }

  @Test
  void decode_ofFalseCounts_isMalformedAtOnce() {
    for (long count : new long[] {1 << 20, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -9}) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(2),
          () -> {
            assertMalformed(head(encoder -> encoder.writeLong(count)));
            assertMalformed(
                head(
                    encoder -> {
                      encoder.writeLong(0);
                      encoder.writeLong(1);
                      encoder.writeString("v");
                      encoder.writeIndex(5);
                      encoder.writeLong(count);
                    }));
          });
    }
  }

  @Test
  void decode_ofBranchThatIsNone_isMalformed() {
    for (int branch : new int[] {-1, 6, Integer.MIN_VALUE}) {
      assertMalformed(
          head(
              encoder -> {
                encoder.writeLong(0);
                encoder.writeLong(1);
                encoder.writeString("x");
                encoder.writeIndex(branch);
              }));
    }
  }

  @Test
  void decode_ofFlagThatIsNeitherTrueNorFalse_isMalformed() {
    assertMalformed(
        head(
            encoder -> {
              encoder.writeLong(0);
              encoder.writeLong(1);
              encoder.writeString("x");
              encoder.writeIndex(1);
              encoder.writeFixed(new byte[] {2, 0, 0});
            }));
  }

  @Test
  void decode_keepsANameThatComesTwice_inOrder() throws Undecodable {
    byte[] body =
        head(
            encoder -> {
              encoder.writeLong(0);
              encoder.writeLong(2);
              for (double value : new double[] {1, 2}) {
                encoder.writeString("x");
                encoder.writeIndex(3);
                encoder.writeDouble(value);
              }
              encoder.writeLong(0);
              encoder.writeLong(0);
            });

    decoder.decode(body, 0, body.length, row);

    assertThat(row.cells()).isEqualTo(2);
    assertThat(row.number(0)).isEqualTo(1);
    assertThat(row.number(1)).isEqualTo(2);
  }

  private interface Writing {
    void to(BinaryEncoder encoder) throws IOException;
  }

  /** A body that begins well, and goes on after the entity as the test says. */
  private static byte[] head(Writing rest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      for (String head : List.of("p-1", "delay", "1")) {
        encoder.writeString(head);
      }
      encoder.writeLong(0);
      encoder.writeIndex(0);
      rest.to(encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** Decodes from the middle of a larger array, as a framed record lies in one. */
  private Cells decoded(byte[] body, SplittableRandom random) throws Undecodable {
    int before = random.nextInt(9);
    byte[] around = new byte[before + body.length + random.nextInt(9)];
    random.nextBytes(around);
    System.arraycopy(body, 0, around, before, body.length);
    decoder.decode(around, before, body.length, row);
    return Cells.of(row);
  }

  private static Cells generic(byte[] body) throws Undecodable {
    EventRow row = new EventRow();
    new GenericFormDecoder(PredictionRecord.getClassSchema()).decode(body, 0, body.length, row);
    return Cells.of(row);
  }

  private Optional<Cells> tryDecode(byte[] body) {
    try {
      decoder.decode(body, 0, body.length, row);
      return Optional.of(Cells.of(row));
    } catch (Undecodable expected) {
      return Optional.empty();
    }
  }

  private static Optional<Cells> tryGeneric(byte[] body) {
    try {
      return Optional.of(Cells.of(Predictions.generic(body)));
    } catch (IOException | RuntimeException expected) {
      return Optional.empty();
    }
  }

  /** Avro's map keeps the last of two, a row keeps both. */
  private boolean hasNoNameTwice() {
    Set<String> names = new HashSet<>();
    List<String> all = new ArrayList<>();
    for (int cell = 0; cell < row.cells(); cell++) {
      String name =
          new String(
              row.source(), row.nameOffset(cell), row.nameLength(cell), StandardCharsets.UTF_8);
      all.add((cell < row.firstColumn() ? "tag " : "column ") + name);
    }
    names.addAll(all);
    return names.size() == all.size();
  }

  private void assertMalformed(byte[] body) {
    assertThatExceptionOfType(Undecodable.class)
        .isThrownBy(() -> decoder.decode(body, 0, body.length, row))
        .extracting(Undecodable::reason)
        .isEqualTo(Undecodable.Reason.MALFORMED);
  }
}
