package dev.leeway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.labels.Label;
import dev.leeway.labels.LabelVersion;
import dev.leeway.performance.Cell;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.topics.Topics;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LabelWireTest {

  private static final Instant AT = Instant.parse("2026-05-01T12:00:00Z");

  private final SchemaRegistry registry = new MemorySchemaRegistry();
  private final Topics topics = new Topics("t", 1);
  private final RecordCodec<LabelRecord> sender =
      new RecordCodec<>(
          registry, RecordCodec.subject(topics.labels()), LabelRecord.getClassSchema());
  private final LabelWire wire = new LabelWire(registry, topics);

  @Test
  void decode_readsEveryTypeOfOutcome() throws Undecodable {
    assertThat(decode(true)).isEqualTo(new Cell.Flag(true));
    assertThat(decode(7L)).isEqualTo(new Cell.Numeric(7));
    assertThat(decode(0.25)).isEqualTo(new Cell.Numeric(0.25));
    assertThat(decode("late")).isEqualTo(new Cell.Text("late"));
  }

  @Test
  void decode_readsWhoAndWhen() throws Undecodable {
    Label label = wire.decode(sender.encode(new LabelRecord("p-1", "delay", true, AT)));
    assertThat(label).isEqualTo(new Label("p-1", "delay", AT.toEpochMilli(), new Cell.Flag(true)));
  }

  @Test
  void decode_ofEndlessTextOrOtherBytesIsUndecodable() {
    assertThatThrownBy(() -> decode("x".repeat(LabelVersion.MAX_TEXT + 1)))
        .isInstanceOf(Undecodable.class);
    assertThatThrownBy(() -> wire.decode(new byte[] {0, 0, 0, 0, 9, 1}))
        .isInstanceOf(Undecodable.class);
  }

  private Cell decode(Object value) throws Undecodable {
    return wire.decode(sender.encode(new LabelRecord("p-1", "delay", value, AT))).value();
  }
}
