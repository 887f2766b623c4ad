package dev.leeway.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.ModelRef;
import dev.leeway.fixture.MemoryJoinStore;
import dev.leeway.fixture.Models;
import dev.leeway.fixture.Row;
import dev.leeway.labels.Label;
import dev.leeway.monitor.Caps;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.monitor.Timing;
import dev.leeway.performance.AnswerShape;
import dev.leeway.performance.Cell;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceProfileCodec;
import dev.leeway.performance.ScoreColumn;
import dev.leeway.performance.Task;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferencePerformance;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The join of a model of flights, its store, and what has been handed on, by version, segment and
 * pane.
 */
final class FlightOutcomes {

  static final long NOON = Instant.parse("2026-05-01T12:00:00Z").toEpochMilli();
  static final int TEN_MINUTES = 600_000;
  static final String MODEL = "flight-delay";

  final Models models = new Models().with(monitor(scored("p")));
  final MemoryJoinStore store = new MemoryJoinStore();
  final TreeMap<String, PerformanceProfile> merged = new TreeMap<>();
  ProfileBundle profiles;
  OutcomeBundle outcomes;

  FlightOutcomes() {
    open();
  }

  /** Begins anew with what the store holds. */
  void open() {
    outcomes = new OutcomeBundle(0, models, store);
    profiles = new ProfileBundle(0, 1, models).joining(outcomes);
  }

  void predict(String id, long at, double score, String country) {
    admitted(row(id, at).with("country", country).with("p", score));
  }

  void admitted(Row row) {
    assertThat(profiles.add(row.event(), NOON + TEN_MINUTES)).isEqualTo(Admission.ADMITTED);
  }

  static Row row(String id, long at) {
    return new Row().id(id).of(MODEL, "1").at(at);
  }

  void label(String id, int truth, long at) {
    outcomes.label(new Label(id, MODEL, at, new Cell.Numeric(truth)), at);
  }

  void label(String id, String truth, long at) {
    outcomes.label(new Label(id, MODEL, at, new Cell.Text(truth)), at);
  }

  void drain() {
    outcomes.open();
    outcomes.drain(
        partial -> merged.merge(place(partial), partial.profile(), PerformanceProfile::merge));
  }

  private static String place(PerformancePartial partial) {
    String slice = partial.slice().isEmpty() ? "" : " on " + partial.slice();
    return partial.model().version() + partial.segment() + slice + "|" + partial.paneStart();
  }

  PerformanceProfile whole() {
    return merged.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("1|"))
        .map(Map.Entry::getValue)
        .reduce(PerformanceProfile::merge)
        .orElseThrow();
  }

  Map<String, String> bytes() {
    Map<String, String> bytes = new TreeMap<>();
    merged.forEach(
        (key, profile) -> {
          assertThat(profile.isWhole()).isTrue();
          if (profile.isEmpty()) return;
          bytes.put(key, HexFormat.of().formatHex(PerformanceProfileCodec.encode(profile)));
        });
    return bytes;
  }

  long stored() {
    // The key, once for the state and once for the reminder, whose time takes eight bytes.
    return store.states().entrySet().stream()
        .mapToLong(state -> state.getKey().length() + state.getValue().length + Long.BYTES + 2)
        .sum();
  }

  Map<String, Long> labels() {
    Map<String, Long> taken = new TreeMap<>();
    outcomes.tally().takeLabels((model, fate, number) -> taken.put(fate, number));
    return taken;
  }

  Map<String, Long> changes() {
    Map<String, Long> taken = new TreeMap<>();
    outcomes.tally().takeChanges((model, detector, times) -> taken.put(detector, times));
    return taken;
  }

  Map<String, Long> predictions() {
    Map<String, Long> taken = new TreeMap<>();
    outcomes.tally().takePredictions((model, reason, number) -> taken.put(reason, number));
    return taken;
  }

  static Reference reference(String scoreColumn) {
    PerformanceLayout layout = scored(scoreColumn).layout().orElseThrow();
    return Models.reference(new ModelRef(MODEL, "1"), List.of())
        .withPerformance(
            ReferencePerformance.of(layout, List.of(PerformanceProfile.empty(layout))));
  }

  static AnswerShape scored(String column) {
    return new AnswerShape(
        Optional.of(Task.BINARY),
        Optional.empty(),
        List.of(new ScoreColumn("", column)),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        OptionalInt.empty());
  }

  static Monitor monitor(AnswerShape answers) {
    return new Monitor(
            MODEL,
            Timing.DEFAULT,
            List.of(WindowSpec.tumbling(Duration.ofHours(1))),
            List.of("country"),
            new TreeMap<>(),
            Decision.DEFAULT,
            Caps.DEFAULT)
        .with(PerformancePolicy.of(answers));
  }
}
