package dev.leeway.bench.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.EventRow;
import dev.leeway.labels.Label;
import dev.leeway.performance.Cell;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.topics.Topics;
import dev.leeway.wire.LabelWire;
import dev.leeway.wire.PredictionDecoders;
import dev.leeway.wire.Undecodable;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventStreamTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

  private final MemorySchemaRegistry registry = new MemorySchemaRegistry();

  @ParameterizedTest
  @EnumSource
  void event_decodesToWhatItWasMadeOf(Form form) throws Undecodable {
    Workload workload = new Workload(form, 12, 3, 5, 4);
    EventStream events = new EventStream(workload, registry, new Topics("test", 4));
    PredictionDecoders decoder = new PredictionDecoders(registry, List.of());
    EventRow row = new EventRow();

    for (long number : new long[] {0, 7, 123_456_789}) {
      byte[] event = events.event(number, TIME);
      decoder.decode(event, 0, event.length, row);

      assertThat(row.headText(EventRow.ID))
          .isEqualTo("bench-" + number)
          .isEqualTo(new String(events.id(number), UTF_8));
      assertThat(row.headText(EventRow.MODEL)).isEqualTo("bench-" + number % 3);
      assertThat(row.headText(EventRow.VERSION)).isEqualTo("1");
      assertThat(row.eventTime()).isEqualTo(TIME.toEpochMilli());
      assertThat(row.firstColumn()).isEqualTo(1);
      assertThat(row.cells()).isEqualTo(1 + 12 + 1);
    }
  }

  /** Joins would else meet nothing, or keep less than they do of the ids that are usual. */
  @Test
  void label_isOfTheEventOfItsNumber_whateverTheIds() throws Undecodable {
    Topics topics = new Topics("test", 4);
    Workload workload = new Workload(Form.TYPED, 3, 2, 1, 4, true);
    EventStream events = new EventStream(workload, registry, topics);
    LabelWire wire = new LabelWire(registry, topics);
    Set<String> ids = new HashSet<>();
    int positive = 0;

    for (int number = 0; number < 1_000; number++) {
      Label label = wire.decode(events.label(number, TIME));

      assertThat(label.predictionId()).isEqualTo(new String(events.id(number), UTF_8)).hasSize(36);
      assertThat(label.model()).isEqualTo("bench-" + number % 2);
      ids.add(label.predictionId());
      if (label.value().equals(new Cell.Flag(true))) positive++;
    }
    assertThat(ids).hasSize(1_000);
    assertThat(positive).isBetween(400, 600);
  }
}
