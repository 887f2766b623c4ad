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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OutcomeBundleTest {

  private static final long NOON = Instant.parse("2026-05-01T12:00:00Z").toEpochMilli();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int TEN_MINUTES = 600_000;
  private static final String MODEL = "flight-delay";

  private final Models models = new Models().with(monitor(scored("p")));
  private final MemoryJoinStore store = new MemoryJoinStore();
  private ProfileBundle profiles;
  private OutcomeBundle outcomes;
  private final TreeMap<String, PerformanceProfile> merged = new TreeMap<>();

  OutcomeBundleTest() {
    open();
  }

  @Test
  void prediction_countsInTheWholeAndItsSegmentsAtOnce() {
    predict("a", NOON, 0.7, "DE");
    drain();

    assertThat(merged)
        .containsOnlyKeys("1|2026-05-01T12:00:00Z", "1country=DE|2026-05-01T12:00:00Z");
    assertThat(merged.values()).allMatch(profile -> profile.predicted() == 1);
    assertThat(outcomes.open()).isEqualTo(1);
  }

  @Test
  void label_countsInThePaneOfItsPrediction_alsoAfterACommitAndARestart() {
    predict("a", NOON, 0.7, "DE");
    drain();
    open();
    assertThat(outcomes.open()).isEqualTo(1);
    label("a", 1, NOON + DAY);
    drain();

    assertThat(merged).hasSize(2);
    assertThat(merged.values()).allMatch(profile -> profile.realised() == 1);
    assertThat(labels()).containsExactly(Map.entry("joined", 1L));
  }

  @Test
  void label_takenBackInTheSameCommitLeavesNothing() {
    predict("a", NOON, 0.7, "DE");
    label("a", 1, NOON + 1);
    drain();
    PerformanceProfile before = whole();
    label("a", 0, NOON + 2);
    label("a", 1, NOON + 3);
    List<PerformancePartial> partials = new ArrayList<>();
    outcomes.drain(partials::add);

    assertThat(partials).isEmpty();
    assertThat(whole()).isEqualTo(before);
  }

  @Test
  void prediction_thatCannotBeReadIsToldByItsReason() {
    predict("high", NOON, 1.5, "DE");
    admitted(row("none", NOON).with("country", "DE"));
    admitted(row("text", NOON).with("p", "high"));
    admitted(row("tag", NOON).tag("p", "0.4"));
    drain();

    assertThat(merged).isEmpty();
    assertThat(outcomes.open()).isZero();
    assertThat(predictions())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("not_a_probability", 1L, "missing", 1L, "wrong_type", 2L));
  }

  @Test
  void prediction_ofAnIdInUseIsToldAndTheEarliestCounts() {
    predict("a", NOON, 0.7, "DE");
    predict("a", NOON, 0.7, "DE");
    predict("a", NOON - 1, 0.2, "FR");
    drain();

    assertThat(whole().predicted()).isEqualTo(1);
    assertThat(merged.keySet()).noneMatch(key -> key.contains("DE") && !merged.get(key).isEmpty());
    assertThat(predictions())
        .containsExactlyInAnyOrderEntriesOf(Map.of("repeated_prediction", 1L, "reused_id", 1L));
  }

  @Test
  void prediction_withoutAnyLayoutIsTold() {
    models.with(monitor(AnswerShape.UNTOLD));
    open();
    predict("a", NOON, 0.7, "DE");
    assertThat(predictions()).containsExactly(Map.entry("no_layout", 1L));
    assertThat(outcomes.takeContradictions()).isEmpty();
  }

  @Test
  void prediction_isReadByTheReferencesLayoutUnlessThatContradicts() {
    models.with(reference("q"));
    open();
    admitted(row("a", NOON).with("q", 0.7));
    assertThat(predictions()).containsExactly(Map.entry("contradicts_reference", 1L));
    assertThat(outcomes.takeContradictions())
        .containsExactly(
            Map.entry(MODEL, "scoreColumn is [p] for the monitor and [q] for the reference"));

    models.with(monitor(AnswerShape.UNTOLD));
    open();
    admitted(row("a", NOON).with("q", 0.7));
    drain();
    assertThat(whole().predicted()).isEqualTo(1);
    assertThat(predictions()).isEmpty();
  }

  @Test
  void label_isRefusedAsAPredictionWouldBe() {
    assertThat(outcomes.label(new Label("", MODEL, NOON, new Cell.Flag(true)), NOON))
        .isEqualTo(Admission.BAD_ID);
    assertThat(outcomes.label(new Label("x".repeat(129), MODEL, NOON, new Cell.Flag(true)), NOON))
        .isEqualTo(Admission.BAD_ID);
    assertThat(outcomes.label(new Label("a", "nobody's", NOON, new Cell.Flag(true)), NOON))
        .isEqualTo(Admission.UNKNOWN_MODEL);
    assertThat(outcomes.label(new Label("a", "unknown", NOON, new Cell.Flag(true)), NOON))
        .isEqualTo(Admission.UNKNOWN_MODEL);
    assertThat(outcomes.label(new Label("a", MODEL, NOON + DAY, new Cell.Flag(true)), NOON))
        .isEqualTo(Admission.EVENT_TIME_OUT_OF_RANGE);
    assertThat(outcomes.open()).isZero();
  }

  @Test
  void label_ofAModelWithoutPerformanceTouchesNoStore() {
    models.with(Monitor.withDefaults("plain"));
    Label label = new Label("a", "plain", NOON, new Cell.Flag(true));
    assertThat(outcomes.label(label, NOON)).isEqualTo(Admission.ADMITTED);
    profiles.add(row("a", NOON).of("plain", "1").with("p", 0.5).event(), NOON);

    assertThat(store.puts()).isZero();
    assertThat(labels()).containsExactly(Map.entry("unwatched", 1L));
  }

  @Test
  void sweep_tellsLabelsWhosePredictionNeverCame() {
    label("a", 1, NOON);
    predict("b", NOON, 0.5, "DE");
    outcomes.sweep(NOON + 8 * DAY);
    assertThat(outcomes.open()).isEqualTo(2);
    outcomes.sweep(NOON + 8 * DAY + 1);

    assertThat(outcomes.open()).isZero();
    assertThat(store.states()).isEmpty();
    assertThat(labels()).containsExactly(Map.entry("orphan_label", 1L));
  }

  @Test
  void sweep_keepsPaceWithWhatBecomesKnown() {
    for (int second = 0; second < 20; second++) {
      for (int i = 0; i < 5_000; i++) {
        label(second + "-" + i, 1, NOON + second * DAY);
      }
      outcomes.sweep(NOON + second * DAY);
    }
    // Nine days of labels may count or are due; the tenth is what a sweep may be behind.
    assertThat(outcomes.open()).isLessThanOrEqualTo(10 * 5_000);
  }

  @Test
  void tally_holdsAFateTakenBackAgainstWhatComes() {
    predict("a", NOON, 0.7, "DE");
    label("a", 1, NOON + 8 * DAY);
    assertThat(labels()).containsExactly(Map.entry("late_label", 1L));
    label("b", 1, NOON);
    predict("b", NOON, 0.7, "DE");
    label("b", "neither", NOON + 1);
    assertThat(labels()).containsExactly(Map.entry("joined", 1L), Map.entry("unusable_label", 1L));
  }

  @Test
  void openPrediction_takesAtMostAHundredBytesAndItsId() {
    String id = "2f1c9a3e-7f2b-4b5e-9d7c-1a2b3c4d5e6f";
    predict(id, NOON, 0.7312, "DE");
    assertThat(stored()).isLessThanOrEqualTo(100 + id.length());
    label(id, 1, NOON + DAY);
    assertThat(stored()).isLessThanOrEqualTo(100 + id.length());
  }

  @RepeatedTest(10)
  void anyOrder_endsInTheBytesOfABatch(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    arrivals(seed).forEach(Runnable::run);
    drain();
    Map<String, String> expected = bytes();
    for (int order = 0; order < 4; order++) {
      OutcomeBundleTest other = new OutcomeBundleTest();
      other.shuffled(seed, 10 * seed + order);
      assertThat(other.bytes()).isEqualTo(expected);
    }
  }

  /** The same arrivals in another order, some twice, with commits and restarts in between. */
  private void shuffled(long seed, long order) {
    List<Runnable> arrivals = arrivals(seed);
    Random mix = new Random(order);
    Collections.shuffle(arrivals, mix);
    for (int i = 0; i < arrivals.size(); i++) {
      arrivals.get(i).run();
      if (mix.nextInt(4) == 0) arrivals.get(mix.nextInt(i + 1)).run();
      if (mix.nextInt(5) == 0) drain();
      if (mix.nextInt(20) == 0) {
        drain();
        open();
      }
    }
    drain();
  }

  private List<Runnable> arrivals(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Runnable> arrivals = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String id = "p" + random.nextInt(50);
      long at = NOON + random.nextInt(TEN_MINUTES);
      double score = random.nextInt(1001) / 1000.0;
      String country = random.nextBoolean() ? "DE" : "FR";
      arrivals.add(() -> predict(id, at, score, country));
      int times = random.nextInt(3);
      for (int j = 0; j < times; j++) {
        int truth = random.nextInt(2);
        long known = at + random.nextInt(700_000);
        arrivals.add(() -> label(id, truth, known));
      }
    }
    return arrivals;
  }

  private void open() {
    outcomes = new OutcomeBundle(0, models, store);
    profiles = new ProfileBundle(0, 1, models).joining(outcomes);
  }

  private void predict(String id, long at, double score, String country) {
    admitted(row(id, at).with("country", country).with("p", score));
  }

  private void admitted(Row row) {
    assertThat(profiles.add(row.event(), NOON + TEN_MINUTES)).isEqualTo(Admission.ADMITTED);
  }

  private static Row row(String id, long at) {
    return new Row().id(id).of(MODEL, "1").at(at);
  }

  private void label(String id, int truth, long at) {
    outcomes.label(new Label(id, MODEL, at, new Cell.Numeric(truth)), at);
  }

  private void label(String id, String truth, long at) {
    outcomes.label(new Label(id, MODEL, at, new Cell.Text(truth)), at);
  }

  private void drain() {
    outcomes.open();
    outcomes.drain(
        partial ->
            merged.merge(
                partial.model().version() + partial.segment() + "|" + partial.paneStart(),
                partial.profile(),
                PerformanceProfile::merge));
  }

  private PerformanceProfile whole() {
    return merged.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("1|"))
        .map(Map.Entry::getValue)
        .reduce(PerformanceProfile::merge)
        .orElseThrow();
  }

  private Map<String, String> bytes() {
    Map<String, String> bytes = new TreeMap<>();
    merged.forEach(
        (key, profile) -> {
          assertThat(profile.isWhole()).isTrue();
          if (profile.isEmpty()) return;
          bytes.put(key, HexFormat.of().formatHex(PerformanceProfileCodec.encode(profile)));
        });
    return bytes;
  }

  private long stored() {
    // The key, once for the state and once for the reminder, whose time takes eight bytes.
    return store.states().entrySet().stream()
        .mapToLong(state -> state.getKey().length() + state.getValue().length + Long.BYTES + 2)
        .sum();
  }

  private Map<String, Long> labels() {
    Map<String, Long> taken = new TreeMap<>();
    outcomes.tally().takeLabels((model, fate, number) -> taken.put(fate, number));
    return taken;
  }

  private Map<String, Long> predictions() {
    Map<String, Long> taken = new TreeMap<>();
    outcomes.tally().takePredictions((model, reason, number) -> taken.put(reason, number));
    return taken;
  }

  private static Reference reference(String scoreColumn) {
    PerformanceLayout layout = scored(scoreColumn).layout().orElseThrow();
    return Models.reference(new ModelRef(MODEL, "1"), List.of())
        .withPerformance(
            ReferencePerformance.of(layout, List.of(PerformanceProfile.empty(layout))));
  }

  private static AnswerShape scored(String column) {
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

  private static Monitor monitor(AnswerShape answers) {
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
