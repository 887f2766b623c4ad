package dev.leeway.merge;

import static dev.leeway.merge.SmallBook.MODEL;
import static dev.leeway.merge.SmallBook.REFERENCE;
import static dev.leeway.merge.SmallBook.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.drift.Accumulation;
import dev.leeway.drift.DriftJudge;
import dev.leeway.fixture.Row;
import dev.leeway.fixture.SampleRows;
import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.ColumnRules;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.Timing;
import dev.leeway.profile.Profile;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Late rows of all kinds, against a recount of everything at every tide: states are true at once,
 * numbers in time.
 */
class LateRowsTest {

  private static final int[] DELAYS = {0, 1, 4};
  private static final int LATENESS = 40;

  @RepeatedTest(6)
  void statesAreTrueAtEveryTide_numbersWhenTheirWindowsAreSettled(RepetitionInfo repetition) {
    int seed = repetition.getCurrentRepetition();
    Duration delay = Duration.ofMinutes(DELAYS[seed % DELAYS.length]);
    Coast coast = new Coast(new SplittableRandom(seed), delay, seed % 2 == 0);

    for (double now = 1_006; now < 1_110; now += 1.5) {
      coast.wash(now);
      coast.rise(now);
      coast.verifyStates();
    }
    coast.rise(1_300);
    coast.verifyNumbers();
    if (!delay.isZero()) assertThat(coast.hurried).isLessThan(coast.told);
  }

  /** A book, all its rows, and what a reader of its verdicts knows. */
  private static final class Coast {

    final SplittableRandom random;
    final Monitor monitor;
    final SmallBook book;
    final DriftJudge judge;
    final NavigableMap<Instant, List<Row>> spans = new TreeMap<>();
    final Map<Window, Verdict> last = new HashMap<>();
    final Map<Window, Double> toldAt = new HashMap<>();
    int told;
    int hurried;

    Coast(SplittableRandom random, Duration delay, boolean ruled) {
      this.random = random;
      monitor = monitor(delay, ruled);
      book = new SmallBook(monitor);
      judge = new DriftJudge(REFERENCE, monitor);
    }

    /** New rows, and late ones; they drift, more and less. */
    void wash(double now) {
      merge((int) now - 1, random.nextInt(1, 60));
      for (int late = random.nextInt(3); late > 0; late--) {
        merge((int) Math.max(1_000, now - random.nextInt(LATENESS + 5)), random.nextInt(1, 12));
      }
    }

    private void merge(int pane, int count) {
      List<Row> rows = SampleRows.random(random, count);
      boolean shifted = pane / 20 % 2 == 1;
      for (Row row : rows) {
        if (random.nextInt(10) < (shifted ? 3 : 1)) row.with("member", true);
      }
      boolean merged =
          book.merge(
              new PartialProfile(
                  MODEL,
                  "",
                  minute(pane),
                  Duration.ofMinutes(1),
                  REFERENCE.id(),
                  0,
                  SampleRows.profile(rows)));
      if (merged) {
        spans
            .computeIfAbsent(monitor.spanStart(minute(pane)), start -> new ArrayList<>())
            .addAll(rows);
      }
    }

    void rise(double now) {
      if (random.nextInt(10) == 0) book.restart();
      for (Conclusion conclusion : book.rise(now)) {
        Verdict verdict = conclusion.verdict();
        Verdict before = last.put(verdict.window(), verdict);
        told++;
        if (before != null) verifyCorrection(before, verdict, now);
        toldAt.put(verdict.window(), now);
      }
    }

    /** A correction is news, and has waited unless it is of a state. */
    private void verifyCorrection(Verdict before, Verdict verdict, double now) {
      assertThat(verdict.revision()).isEqualTo(before.revision() + 1);
      assertThat(verdict.withRevision(1)).isNotEqualTo(before.withRevision(1));
      double settled = now - LATENESS;
      boolean waited =
          now - toldAt.get(verdict.window())
              >= monitor.timing().standsFor(before.revision()).toSeconds() / 60.0;
      if (waited || !verdict.window().end().isAfter(minute(settled))) return;
      hurried++;
      assertThat(states(verdict)).isNotEqualTo(states(before));
    }

    void verifyStates() {
      NavigableMap<Instant, Accumulation> evidence = evidence();
      Instant floor = book.journal.floors.getOrDefault(MODEL.name(), Instant.EPOCH);
      last.forEach(
          (window, verdict) -> {
            if (window.end().isAfter(floor)) {
              assertThat(states(verdict))
                  .as("%s", window)
                  .isEqualTo(recount(window, evidence).states);
            }
          });
    }

    void verifyNumbers() {
      NavigableMap<Instant, Accumulation> evidence = evidence();
      assertThat(last).isNotEmpty();
      last.forEach(
          (window, verdict) -> {
            Recount recount = recount(window, evidence);
            assertThat(verdict.rows()).isEqualTo(recount.rows);
            assertThat(verdict.columns()).as("%s", window).isEqualTo(recount.columns);
          });
    }

    private record Recount(long rows, List<ColumnVerdict> columns, List<State> states) {}

    private NavigableMap<Instant, Accumulation> evidence() {
      NavigableMap<Instant, Accumulation> evidence = new TreeMap<>();
      Accumulation reached = judge.begin(spans.firstKey());
      for (Map.Entry<Instant, List<Row>> span : spans.entrySet()) {
        Profile rows = SampleRows.profile(span.getValue());
        reached = judge.advance(reached, rows, monitor.spanEnd(span.getKey()));
        evidence.put(span.getKey(), reached);
      }
      return evidence;
    }

    private Recount recount(Window window, NavigableMap<Instant, Accumulation> evidence) {
      List<Row> rows =
          spans.subMap(window.start(), true, window.end(), false).values().stream()
              .flatMap(List::stream)
              .toList();
      boolean few = rows.size() < monitor.decision().minRows();
      List<ColumnVerdict> columns =
          judge
              .judge(SampleRows.profile(rows), evidence.lowerEntry(window.end()).getValue())
              .stream()
              .map(column -> few ? column.unknown() : column)
              .toList();
      return new Recount(rows.size(), columns, columns.stream().map(ColumnVerdict::state).toList());
    }

    private static List<State> states(Verdict verdict) {
      return verdict.columns().stream().map(ColumnVerdict::state).toList();
    }

    private static Monitor monitor(Duration delay, boolean ruled) {
      Timing timing =
          SmallBook.monitor(LATENESS, 30, WindowSpec.tumbling(Duration.ofMinutes(5)))
              .timing()
              .withCorrectionDelay(delay);
      Monitor monitor =
          new Monitor(
              MODEL.name(),
              timing,
              List.of(
                  WindowSpec.tumbling(Duration.ofMinutes(5)),
                  new WindowSpec(Duration.ofMinutes(10), Duration.ofMinutes(5))),
              List.of(),
              new TreeMap<>(Comparator.naturalOrder()),
              new Decision(0.05, 1_000, 0.05, 30, 1),
              SmallBook.monitor(1, 1, WindowSpec.tumbling(Duration.ofMinutes(5))).caps());
      if (!ruled) return monitor;
      return monitor
          .with("amount", thresholds(Map.of(Measure.EVIDENCE, 0.5)))
          .with("plain", thresholds(Map.of(Measure.JENSEN_SHANNON, 0.3, Measure.EFFECT, 0.2)));
    }

    private static ColumnPolicy thresholds(Map<Measure, Double> thresholds) {
      return new ColumnPolicy(
          false, Optional.empty(), OptionalDouble.empty(), ColumnRules.ofThresholds(thresholds));
    }
  }
}
