package dev.leeway.store.feed;

import static dev.leeway.store.Samples.MIDNIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.AlertRecord;
import dev.leeway.schemas.avro.AlertState;
import dev.leeway.store.StoreMeters;
import dev.leeway.topics.Topics;
import dev.leeway.wire.RecordCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertBoardTest {

  private static final Topics TOPICS = Topics.withDefaults();

  private final SchemaRegistry registry = new MemorySchemaRegistry();
  private final RecordCodec<AlertRecord> codec =
      new RecordCodec<>(
          registry, RecordCodec.subject(TOPICS.alerts()), AlertRecord.getClassSchema());
  private final FakeLog log = new FakeLog();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void alerts_areTheLastOfEachFingerprint() {
    log.create(TOPICS.alerts());
    append("a", AlertState.PENDING);
    append("b", AlertState.FIRING);
    append("a", AlertState.FIRING);
    append("c", AlertState.FIRING);
    log.append(TOPICS.alerts(), "c", null);
    try (AlertBoard board = start()) {
      await().until(() -> board.alerts().isPresent());
      assertThat(states(board)).containsExactlyInAnyOrder("a FIRING", "b FIRING");

      append("a", AlertState.RESOLVED);
      await()
          .untilAsserted(
              () -> assertThat(states(board)).containsExactlyInAnyOrder("a RESOLVED", "b FIRING"));
    }
  }

  @Test
  void alerts_areUnknownUntilTheTopicHasBeenRead() {
    try (AlertBoard board = start()) {
      await().until(() -> board.health().detail().startsWith("waiting for the topic"));
      assertThat(board.alerts()).isEmpty();

      log.create(TOPICS.alerts());
      await().untilAsserted(() -> assertThat(board.alerts()).contains(List.of()));
    }
  }

  @Test
  void alerts_passOverWhatIsNoAlert() {
    log.create(TOPICS.alerts());
    log.append(TOPICS.alerts(), "x", new byte[] {1, 2, 3});
    append("a", AlertState.FIRING);
    try (AlertBoard board = start()) {
      await().until(() -> board.alerts().isPresent());
      assertThat(states(board)).containsExactly("a FIRING");
    }
    assertThat(meters.get("leeway.store.undecodable").counter().count()).isEqualTo(1);
  }

  private AlertBoard start() {
    AlertBoard board = new AlertBoard(log::open, registry, TOPICS, new StoreMeters(meters));
    board.start();
    return board;
  }

  private static List<String> states(AlertBoard board) {
    return board.alerts().orElseThrow().stream()
        .map(alert -> alert.getFingerprint() + " " + alert.getState())
        .toList();
  }

  private void append(String fingerprint, AlertState state) {
    AlertRecord alert =
        AlertRecord.newBuilder()
            .setFingerprint(fingerprint)
            .setEpisode(1)
            .setCause("drift")
            .setModel("flights")
            .setVersion("1")
            .setSegment("")
            .setState(state)
            .setStartsAt(MIDNIGHT)
            .setLastWindowStart(MIDNIGHT)
            .setDrifted(List.of())
            .setSummary("distance moved")
            .setVerdictKey("key")
            .build();
    log.append(TOPICS.alerts(), fingerprint, codec.encode(alert));
  }
}
