package dev.leeway.bench.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.EventRow;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.topics.Topics;
import dev.leeway.wire.PredictionDecoders;
import dev.leeway.wire.Undecodable;
import java.time.Instant;
import java.util.List;
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
}
