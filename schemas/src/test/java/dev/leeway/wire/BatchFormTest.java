package dev.leeway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.event.EventRow;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.PredictionBatchRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Batches of predictions: every event counts as if it had come alone. */
class BatchFormTest {

  private final MemorySchemaRegistry registry = new MemorySchemaRegistry();
  private final int mapId = registry.register("map", PredictionRecord.getClassSchema());
  private final int batchId = registry.register("batch", BatchForm.schema());
  private final EventRow row = new EventRow();
  private final Taken taken = new Taken();

  /** What was told, in order. */
  private final class Taken implements PredictionDecoder.Events {

    private byte[] record = new byte[0];
    private final List<Cells> cells = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();

    @Override
    public void decoded(EventRow event, int offset, int length) {
      cells.add(Cells.of(event));
      bytes.add(Arrays.copyOfRange(record, offset, offset + length));
    }

    @Override
    public void undecodable(Undecodable why, int offset, int length) {
      bad.add(cells.size() + " " + why.reason());
      bytes.add(Arrays.copyOfRange(record, offset, offset + length));
    }
  }

  @RepeatedTest(20)
  void decodeEach_givesEveryEventInOrder(RepetitionInfo repetition) throws Exception {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<byte[]> events = new ArrayList<>();
    List<Cells> expected = new ArrayList<>();
    for (int i = random.nextInt(150); i >= 0; i--) {
      byte[] body = Predictions.body(Predictions.random(random));
      events.add(framed(mapId, body));
      expected.add(Cells.of(Predictions.generic(body)));
    }

    decode(BatchForm.encode(batchId, events), registry);

    assertThat(taken.cells).isEqualTo(expected);
    assertThat(taken.bytes).containsExactlyElementsOf(events);
    assertThat(taken.bad).isEmpty();
  }

  @Test
  void encode_writesWhatAvroReads() throws Exception {
    List<byte[]> events = List.of(new byte[] {1}, new byte[] {}, new byte[] {2, 3});
    RecordCodec<PredictionBatchRecord> codec =
        new RecordCodec<>(registry, "batch", PredictionBatchRecord.getClassSchema());

    List<ByteBuffer> read = codec.decode(BatchForm.encode(batchId, events)).getEvents();

    assertThat(read).extracting(Buffers::bytes).containsExactlyElementsOf(events);
    assertThat(codec.decode(BatchForm.encode(batchId, List.of())).getEvents()).isEmpty();
  }

  @Test
  void decodeEach_ofAnEventAlone_givesIt() throws Exception {
    byte[] body = Predictions.body(Predictions.random(new SplittableRandom(1)));

    decode(framed(mapId, body), registry);

    assertThat(taken.cells).containsExactly(Cells.of(Predictions.generic(body)));
  }

  @Test
  void decodeEach_withBadEvents_tellsThemApartAndLosesNoOther() throws Exception {
    byte[] good = framed(mapId, Predictions.body(Predictions.random(new SplittableRandom(1))));
    byte[] nested = BatchForm.encode(batchId, List.of(good));
    List<byte[]> events =
        List.of(
            good,
            new byte[] {},
            Arrays.copyOf(good, good.length - 1),
            new byte[] {7, 0, 0, 0, 1, 0},
            framed(999, new byte[] {1}),
            good,
            nested,
            good);

    decode(BatchForm.encode(batchId, events), registry);

    assertThat(taken.cells).hasSize(3);
    assertThat(taken.bad)
        .containsExactly(
            "1 TOO_SHORT", "1 MALFORMED", "1 BAD_MAGIC", "1 UNKNOWN_SCHEMA", "2 WRONG_SCHEMA");
    assertThat(taken.bytes).containsExactlyElementsOf(events);
  }

  @Test
  void decodeEach_ofABrokenBatch_takesNothing() {
    byte[] good = framed(mapId, Predictions.body(Predictions.random(new SplittableRandom(1))));
    byte[] batch = BatchForm.encode(batchId, List.of(good, good));
    List<byte[]> broken = new ArrayList<>();
    for (int length = Frame.HEADER; length < batch.length; length++) {
      broken.add(Arrays.copyOf(batch, length));
    }
    broken.add(Arrays.copyOf(batch, batch.length + 1));
    for (byte[] record : broken) {
      assertThatExceptionOfType(Undecodable.class)
          .isThrownBy(() -> decode(record, registry))
          .extracting(Undecodable::reason)
          .isEqualTo(Undecodable.Reason.MALFORMED);
    }
    byte[] many =
        BatchForm.encode(
            batchId, java.util.Collections.nCopies(BatchForm.MOST_EVENTS + 1, new byte[0]));
    assertThatExceptionOfType(Undecodable.class).isThrownBy(() -> decode(many, registry));
    assertThat(taken.cells).isEmpty();
    assertThat(taken.bad).isEmpty();
  }

  @Test
  void decodeEach_whileTheRegistryIsAway_takesNothing() {
    byte[] good = framed(mapId, Predictions.body(Predictions.random(new SplittableRandom(1))));
    byte[] batch = BatchForm.encode(batchId, List.of(good, framed(77, new byte[] {1})));
    SchemaRegistry away =
        new SchemaRegistry() {
          @Override
          public int register(String subject, Schema schema) {
            return registry.register(subject, schema);
          }

          @Override
          public Schema byId(int id) {
            if (id == 77) {
              throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "away");
            }
            return registry.byId(id);
          }
        };

    assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> decode(batch, away));
    assertThat(taken.cells).isEmpty();
  }

  private void decode(byte[] record, SchemaRegistry schemas) throws Undecodable {
    taken.record = record;
    new PredictionDecoders(schemas, List.of()).decodeEach(record, row, taken);
  }

  private static byte[] framed(int id, byte[] body) {
    byte[] framed = Arrays.copyOf(Frame.header(id), Frame.HEADER + body.length);
    System.arraycopy(body, 0, framed, Frame.HEADER, body.length);
    return framed;
  }
}
