package dev.leeway.emitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leeway.event.ModelRef;
import dev.leeway.eventlog.Decoded;
import dev.leeway.eventlog.EventKind;
import dev.leeway.eventlog.EventLogException;
import dev.leeway.eventlog.FakeEventLog;
import dev.leeway.eventlog.LabelHead;
import dev.leeway.eventlog.Outcome;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LeewayEmitterTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ModelRef MODEL = new ModelRef("churn", "1");
  private static final EventLogException AWAY =
      new EventLogException(EventLogException.Kind.UNAVAILABLE, "no broker");

  private final FakeEventLog log = new FakeEventLog();
  private final LeewayEmitter emitter = emitter(3, Duration.ZERO);

  @Test
  void predicted_sendsTheEventAsBuilt() {
    Map<String, Object> more = new HashMap<>();
    more.put("f", 1.5f);
    more.put("i", 7);
    more.put("d", new BigDecimal("2.25"));
    more.put("e", ChronoUnit.DAYS);
    more.put("n", null);
    emitter.predicted(
        PredictionEvent.of("a", MODEL, NOON)
            .entity("customer-1")
            .tag("country", "DE")
            .feature("x", 0.5)
            .feature("nan", Double.NaN)
            .feature("flag", true)
            .feature("text", new StringBuilder("hello"))
            .feature("v32", new float[] {1, 2})
            .feature("v64", new double[] {0.5})
            .features(more)
            .output("class", 1L)
            .build());

    Map<String, Object> features = new HashMap<>();
    features.put("x", 0.5);
    features.put("nan", Double.NaN);
    features.put("flag", true);
    features.put("text", "hello");
    features.put("v32", List.of(1f, 2f));
    features.put("v64", List.of(0.5f));
    features.put("f", 1.5);
    features.put("i", 7L);
    features.put("d", 2.25);
    features.put("e", "DAYS");
    features.put("n", null);
    assertThat(log.kinds()).containsExactly(EventKind.PREDICTION);
    assertThat(Decoded.prediction(log.events().get(0)))
        .isEqualTo(
            new PredictionRecord(
                "a",
                "churn",
                "1",
                NOON,
                "customer-1",
                Map.of("country", "DE"),
                features,
                Map.of("class", 1L)));
    assertThat(emitter.sent()).isEqualTo(1);
  }

  @Test
  void labelled_sendsTheOutcome() {
    emitter.labelled(new LabelHead("a", "churn", NOON), Outcome.of("left"));

    assertThat(log.kinds()).containsExactly(EventKind.LABEL);
    assertThat(Decoded.label(log.events().get(0)))
        .isEqualTo(new LabelRecord("a", "churn", "left", NOON));
  }

  @Test
  void builder_refusesWhatTheJobsCouldNotUse() {
    PredictionEvent.Builder builder = PredictionEvent.of("a", MODEL, NOON).feature("x", 1);

    assertThatThrownBy(() -> builder.feature("x", 2)).hasMessage("given twice: x");
    assertThatThrownBy(() -> builder.feature("no name", 2)).hasMessage("not a name: no name");
    assertThatThrownBy(() -> builder.tag("__t", "v")).hasMessage("not a name: __t");
    assertThatThrownBy(() -> builder.output("y", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("y cannot be a ");
    assertThatThrownBy(() -> PredictionEvent.of("", MODEL, NOON))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fullEmitter_dropsAndCounts() {
    log.hold();
    assertThat(emitAll(5)).containsExactly(true, true, true, false, false);
    assertThat(emitter.dropped()).isEqualTo(2);
    assertThat(emitter.waiting()).isEqualTo(3);

    log.release();

    assertThat(emitter.sent()).isEqualTo(3);
    assertThat(emitter.waiting()).isZero();
    assertThat(emitAll(3)).containsExactly(true, true, true);
  }

  @Test
  void fullEmitter_holdsUpTheCallerAsLongAsTold() {
    LeewayEmitter patient = emitter(1, Duration.ofSeconds(20));
    log.hold();
    patient.predicted(event());
    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(() -> patient.predicted(event()));
    await().during(Duration.ofMillis(50)).until(() -> !second.isDone());

    log.release();

    assertThat(second.join()).isTrue();
    assertThat(patient.dropped()).isZero();
  }

  @Test
  void fullEmitter_dropsWhenPatienceIsOver() {
    LeewayEmitter patient = emitter(1, Duration.ofMillis(20));
    log.hold();
    patient.predicted(event());

    assertThat(patient.predicted(event())).isFalse();
    assertThat(patient.dropped()).isEqualTo(1);
  }

  @Test
  void failures_areCountedAndNeverThrown() {
    log.fail(AWAY);
    assertThat(emitAll(2)).containsExactly(true, true);

    assertThat(emitter.failed()).isEqualTo(2);
    assertThat(emitter.waiting()).isZero();
    assertThat(emitter.health().healthy()).isFalse();
  }

  @Test
  void flush_waitsForWhatWasTaken() {
    log.hold();
    emitAll(2);
    assertThat(emitter.flush(Duration.ofMillis(20))).isFalse();
    CompletableFuture<Boolean> flushed =
        CompletableFuture.supplyAsync(() -> emitter.flush(Duration.ofSeconds(20)));

    log.failHeld(AWAY);

    assertThat(flushed.join()).isTrue();
    assertThat(emitter.failed()).isEqualTo(2);
    assertThat(emitter.flush(Duration.ZERO)).isTrue();
  }

  @Test
  void close_endsTheLogAndDropsWhatComesAfter() {
    AtomicReference<Duration> closed = new AtomicReference<>();
    LeewayEmitter closing = new LeewayEmitter(log, closed::set, 3, Duration.ZERO);

    closing.close(Duration.ofSeconds(7));

    assertThat(closed).hasValue(Duration.ofSeconds(7));
    assertThat(closing.predicted(event())).isFalse();
    assertThat(closing.dropped()).isEqualTo(1);
    assertThat(log.events()).isEmpty();
  }

  @Test
  void meters_tellWhatBecameOfTheEvents() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    new EmitterMeters(emitter).bindTo(meters);
    log.hold();
    emitAll(4);
    assertThat(meters.get("leeway.emitter.waiting").gauge().value()).isEqualTo(3);
    log.release();
    log.fail(AWAY);
    emitAll(2);

    assertThat(events(meters, "sent")).isEqualTo(3);
    assertThat(events(meters, "dropped")).isEqualTo(1);
    assertThat(events(meters, "failed")).isEqualTo(2);
  }

  private static double events(SimpleMeterRegistry meters, String outcome) {
    return meters.get("leeway.emitter.events").tag("outcome", outcome).functionCounter().count();
  }

  private List<Boolean> emitAll(int count) {
    return Collections.nCopies(count, 0).stream().map(i -> emitter.predicted(event())).toList();
  }

  private LeewayEmitter emitter(int capacity, Duration patience) {
    return new LeewayEmitter(log, timeout -> {}, capacity, patience);
  }

  private static PredictionEvent event() {
    return PredictionEvent.of("a", MODEL, NOON).feature("x", 1).output("y", 2).build();
  }
}
