package dev.leeway.bundle;

import static dev.leeway.bundle.FlightOutcomes.MODEL;
import static dev.leeway.bundle.FlightOutcomes.NOON;
import static dev.leeway.bundle.FlightOutcomes.monitor;
import static dev.leeway.bundle.FlightOutcomes.reference;
import static dev.leeway.bundle.FlightOutcomes.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.labels.Label;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.OutcomeViews;
import dev.leeway.performance.AnswerShape;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Confusion;
import dev.leeway.performance.Fairness;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.RealisedPerformance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OutcomeBundleTest {

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final FlightOutcomes run = new FlightOutcomes();

  @Test
  void prediction_countsInTheWholeAndItsSegmentsAtOnce() {
    run.predict("a", NOON, 0.7, "DE");
    run.drain();

    assertThat(run.merged)
        .containsOnlyKeys("1|2026-05-01T12:00:00Z", "1country=DE|2026-05-01T12:00:00Z");
    assertThat(run.merged.values()).allMatch(profile -> profile.predicted() == 1);
    assertThat(run.outcomes.open()).isEqualTo(1);
  }

  @Test
  void label_countsInThePaneOfItsPrediction_alsoAfterACommitAndARestart() {
    run.predict("a", NOON, 0.7, "DE");
    run.drain();
    run.open();
    assertThat(run.outcomes.open()).isEqualTo(1);
    run.label("a", 1, NOON + DAY);
    run.drain();

    assertThat(run.merged).hasSize(2);
    assertThat(run.merged.values()).allMatch(profile -> profile.realised() == 1);
    assertThat(run.labels()).containsExactly(Map.entry("joined", 1L));
  }

  /** It would otherwise be met again at each start. */
  @Test
  void open_overDamagedEntriesLosesWhatRefersToThem_andGoesOn() {
    run.predict("a", NOON, 0.7, "DE");
    run.predict("b", NOON, 0.7, "FR");
    run.drain();
    String french = HexFormat.of().formatHex(new byte[] {'n', 0, 0, 0, 2});
    run.store.kept().computeIfPresent(french, (name, series) -> new byte[] {1, 2, 3});
    run.open();

    assertThat(run.outcomes.takeDamaged()).isEqualTo(1);
    run.label("a", 1, NOON + DAY);
    assertThat(run.outcomes.takeDamaged()).isZero();
    run.label("b", 1, NOON + DAY);
    assertThat(run.outcomes.takeDamaged()).isEqualTo(1);
    run.predict("c", NOON, 0.7, "FR");
    run.label("c", 1, NOON + DAY);
    run.drain();

    assertThat(run.whole().predicted()).isEqualTo(3);
    assertThat(run.whole().realised()).isEqualTo(2);
    assertThat(run.merged.get("1country=FR|2026-05-01T12:00:00Z").realised()).isEqualTo(1);
    assertThat(run.outcomes.takeDamaged()).isZero();
  }

  @Test
  void open_overADamagedLayoutCanReadItsReferencesAgain() {
    run.predict("a", NOON, 0.7, "DE");
    run.drain();
    run.store.kept().replaceAll((name, value) -> name.startsWith("6c") ? new byte[9] : value);
    run.open();
    assertThat(run.outcomes.takeDamaged()).isEqualTo(1);
    run.predict("b", NOON, 0.7, "DE");
    run.label("a", 1, NOON + DAY);
    run.drain();

    assertThat(run.whole().realised()).isEqualTo(1);
    run.open();
    assertThat(run.outcomes.takeDamaged()).isZero();
  }

  @Test
  void decisions_onSegments_goWithTheWholeToo_whereTheyAreHeldTogether() {
    Monitor monitor = monitor(FlightOutcomes.scored("p"));
    run.models.with(
        monitor.with(
            monitor.performance().orElseThrow().with(OutcomeViews.NONE.withFairness(true))));
    run.open();
    run.predict("a", NOON, 0.7, "DE");
    run.predict("b", NOON, 0.2, "DE");
    run.predict("c", NOON, 0.7, "FR");
    run.label("a", 0, NOON + 1);
    run.drain();
    run.label("a", 1, NOON + DAY);
    run.drain();

    PerformanceProfile decisions = run.merged.get("1 on country=DE|2026-05-01T12:00:00Z");
    assertThat(decisions.predicted()).isEqualTo(2);
    Confusion confusion =
        new RealisedPerformance(Fairness.DECISIONS, decisions).confusion().orElseThrow();
    assertThat(confusion).isEqualTo(new Confusion(1, 0, 0, 0));
    assertThat(run.merged.get("1 on country=FR|2026-05-01T12:00:00Z").predicted()).isEqualTo(1);
    assertThat(run.merged).hasSize(5);
  }

  @Test
  void label_takenBackInTheSameCommitLeavesNothing() {
    run.predict("a", NOON, 0.7, "DE");
    run.label("a", 1, NOON + 1);
    run.drain();
    PerformanceProfile before = run.whole();
    run.label("a", 0, NOON + 2);
    run.label("a", 1, NOON + 3);
    List<PerformancePartial> partials = new ArrayList<>();
    run.outcomes.drain(partials::add);

    assertThat(partials).isEmpty();
    assertThat(run.whole()).isEqualTo(before);
  }

  @Test
  void prediction_thatCannotBeReadIsToldByItsReason() {
    run.predict("high", NOON, 1.5, "DE");
    run.admitted(row("none", NOON).with("country", "DE"));
    run.admitted(row("text", NOON).with("p", "high"));
    run.admitted(row("tag", NOON).tag("p", "0.4"));
    run.drain();

    assertThat(run.merged).isEmpty();
    assertThat(run.outcomes.open()).isZero();
    assertThat(run.predictions())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("not_a_probability", 1L, "missing", 1L, "wrong_type", 2L));
  }

  @Test
  void prediction_ofAnIdInUseIsToldAndTheEarliestCounts() {
    run.predict("a", NOON, 0.7, "DE");
    run.predict("a", NOON, 0.7, "DE");
    run.predict("a", NOON - 1, 0.2, "FR");
    run.drain();

    assertThat(run.whole().predicted()).isEqualTo(1);
    assertThat(run.merged.keySet())
        .noneMatch(key -> key.contains("DE") && !run.merged.get(key).isEmpty());
    assertThat(run.predictions())
        .containsExactlyInAnyOrderEntriesOf(Map.of("repeated_prediction", 1L, "reused_id", 1L));
  }

  @Test
  void prediction_withoutAnyLayoutIsTold() {
    run.models.with(monitor(AnswerShape.UNTOLD));
    run.open();
    run.predict("a", NOON, 0.7, "DE");
    assertThat(run.predictions()).containsExactly(Map.entry("no_layout", 1L));
    assertThat(run.outcomes.takeContradictions()).isEmpty();
  }

  @Test
  void prediction_isReadByTheReferencesLayoutUnlessThatContradicts() {
    run.models.with(reference("q"));
    run.open();
    run.admitted(row("a", NOON).with("q", 0.7));
    assertThat(run.predictions()).containsExactly(Map.entry("contradicts_reference", 1L));
    assertThat(run.outcomes.takeContradictions())
        .containsExactly(Map.entry(MODEL, "scoreColumn is [p] here and [q] in the reference"));

    run.models.with(monitor(AnswerShape.UNTOLD));
    run.open();
    run.admitted(row("a", NOON).with("q", 0.7));
    run.drain();
    assertThat(run.whole().predicted()).isEqualTo(1);
    assertThat(run.predictions()).isEmpty();
  }

  @Test
  void label_isRefusedAsAPredictionWouldBe() {
    assertThat(run.outcomes.label(new Label("", MODEL, NOON, new Cell.Flag(true)), NOON))
        .isEqualTo(Admission.BAD_ID);
    assertThat(
            run.outcomes.label(new Label("x".repeat(129), MODEL, NOON, new Cell.Flag(true)), NOON))
        .isEqualTo(Admission.BAD_ID);
    assertThat(run.outcomes.label(new Label("a", "nobody's", NOON, new Cell.Flag(true)), NOON))
        .isEqualTo(Admission.UNKNOWN_MODEL);
    assertThat(run.outcomes.label(new Label("a", "unknown", NOON, new Cell.Flag(true)), NOON))
        .isEqualTo(Admission.UNKNOWN_MODEL);
    assertThat(run.outcomes.label(new Label("a", MODEL, NOON + DAY, new Cell.Flag(true)), NOON))
        .isEqualTo(Admission.EVENT_TIME_OUT_OF_RANGE);
    assertThat(run.outcomes.open()).isZero();
  }

  @Test
  void label_ofAModelWithoutPerformanceTouchesNoStore() {
    run.models.with(Monitor.withDefaults("plain"));
    Label label = new Label("a", "plain", NOON, new Cell.Flag(true));
    assertThat(run.outcomes.label(label, NOON)).isEqualTo(Admission.ADMITTED);
    run.profiles.add(row("a", NOON).of("plain", "1").with("p", 0.5).event(), NOON);

    assertThat(run.store.puts()).isZero();
    assertThat(run.labels()).containsExactly(Map.entry("unwatched", 1L));
  }

  @Test
  void sweep_tellsLabelsWhosePredictionNeverCame() {
    run.label("a", 1, NOON);
    run.predict("b", NOON, 0.5, "DE");
    run.outcomes.sweep(NOON + 8 * DAY);
    assertThat(run.outcomes.open()).isEqualTo(2);
    run.outcomes.sweep(NOON + 8 * DAY + 1);

    assertThat(run.outcomes.open()).isZero();
    assertThat(run.store.states()).isEmpty();
    assertThat(run.labels()).containsExactly(Map.entry("orphan_label", 1L));
  }

  @Test
  void sweep_keepsPaceWithWhatBecomesKnown() {
    for (int second = 0; second < 20; second++) {
      for (int i = 0; i < 5_000; i++) {
        run.label(second + "-" + i, 1, NOON + second * DAY);
      }
      run.outcomes.sweep(NOON + second * DAY);
    }
    // Nine days of labels may count or are due; the tenth is what a sweep may be behind.
    assertThat(run.outcomes.open()).isLessThanOrEqualTo(10 * 5_000);
  }

  @Test
  void tally_holdsAFateTakenBackAgainstWhatComes() {
    run.predict("a", NOON, 0.7, "DE");
    run.label("a", 1, NOON + 8 * DAY);
    assertThat(run.labels()).containsExactly(Map.entry("late_label", 1L));
    run.label("b", 1, NOON);
    run.predict("b", NOON, 0.7, "DE");
    run.label("b", "neither", NOON + 1);
    assertThat(run.labels())
        .containsExactly(Map.entry("joined", 1L), Map.entry("unusable_label", 1L));
  }

  @Test
  void openPrediction_takesAtMostAHundredBytesAndItsId() {
    String id = "2f1c9a3e-7f2b-4b5e-9d7c-1a2b3c4d5e6f";
    run.predict(id, NOON, 0.7312, "DE");
    assertThat(run.stored()).isLessThanOrEqualTo(100 + id.length());
    run.label(id, 1, NOON + DAY);
    assertThat(run.stored()).isLessThanOrEqualTo(100 + id.length());
  }

  @RepeatedTest(10)
  void anyOrder_endsInTheBytesOfABatch(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    arrivals(run, seed).forEach(Runnable::run);
    run.drain();
    Map<String, String> expected = run.bytes();
    for (int order = 0; order < 4; order++) {
      assertThat(shuffled(seed, 10 * seed + order).bytes()).isEqualTo(expected);
    }
  }

  /** The same arrivals in another order, some twice, with commits and restarts in between. */
  private static FlightOutcomes shuffled(long seed, long order) {
    FlightOutcomes other = new FlightOutcomes();
    List<Runnable> arrivals = arrivals(other, seed);
    Random mix = new Random(order);
    Collections.shuffle(arrivals, mix);
    for (int i = 0; i < arrivals.size(); i++) {
      arrivals.get(i).run();
      if (mix.nextInt(4) == 0) arrivals.get(mix.nextInt(i + 1)).run();
      if (mix.nextInt(5) == 0) other.drain();
      if (mix.nextInt(20) == 0) {
        other.drain();
        other.open();
      }
    }
    other.drain();
    return other;
  }

  private static List<Runnable> arrivals(FlightOutcomes to, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Runnable> arrivals = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String id = "p" + random.nextInt(50);
      long at = NOON + random.nextInt(FlightOutcomes.TEN_MINUTES);
      double score = random.nextInt(1001) / 1000.0;
      String country = random.nextBoolean() ? "DE" : "FR";
      arrivals.add(() -> to.predict(id, at, score, country));
      int times = random.nextInt(3);
      for (int j = 0; j < times; j++) {
        int truth = random.nextInt(2);
        long known = at + random.nextInt(700_000);
        arrivals.add(() -> to.label(id, truth, known));
      }
    }
    return arrivals;
  }
}
