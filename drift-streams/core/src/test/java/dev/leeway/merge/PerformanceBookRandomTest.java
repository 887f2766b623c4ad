package dev.leeway.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.bundle.PerformancePartial;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.Kind;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.verdict.WindowPerformance;
import dev.leeway.window.Tide;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Whatever order the partitions' partials and tides come in, and wherever the book is restarted or
 * falls back to its last commit: each window ends in one last verdict, the one that a reader of all
 * records would give, from the bytes that a batch would have counted.
 */
class PerformanceBookRandomTest {

  @RepeatedTest(60)
  void lastVerdicts_areThoseOfABatch_inAnyOrder_overAnyRestart(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    OutcomeSea sea = new OutcomeSea(random);
    Run run = new Run(sea, random);
    while (sea.hasMore()) {
      run.step();
    }
    run.silence();

    List<OutcomeSea.Told> expected = sea.batch();
    Map<String, Verdict> last = new TreeMap<>();
    run.byKey.forEach(
        (key, verdicts) -> {
          assertThat(verdicts)
              .as(key)
              .extracting(Verdict::revision)
              .containsExactlyElementsOf(upTo(verdicts.size()));
          Verdict newest = verdicts.get(verdicts.size() - 1);
          if (newest.kind() == Kind.ESTIMATED_PERFORMANCE) return;
          assertThat(verdicts)
              .as(key)
              .filteredOn(told -> told.performance().orElseThrow().last())
              .containsExactly(newest);
          last.put(key, newest);
        });
    assertThat(last).hasSameSizeAs(expected);
    for (OutcomeSea.Told each : expected) {
      Verdict told = last.get(each.key());
      assertThat(told).as(each.key()).isNotNull();
      WindowPerformance performance = told.performance().orElseThrow();
      assertThat(performance.predicted()).isEqualTo(each.predicted());
      assertThat(performance.labelled()).isEqualTo(each.labelled());
      assertThat(told.reason())
          .isEqualTo(each.labelled() < 5 ? UnknownReason.TOO_FEW_LABELS : UnknownReason.NONE);
      MeasuredPerformance accuracy = performance.realised().get(0);
      if (each.labelled() > 0) {
        assertThat(accuracy.result().found().orElseThrow().value())
            .isEqualTo((double) each.right() / each.labelled());
      }
    }
    for (OutcomeSea.Told each : expected) {
      if (each.labelled() < 5) continue;
      Verdict told = last.get(each.key());
      assertThat(ofErrors(told))
          .as(each.key())
          .isEqualTo(sea.batchErrors(told.segment(), told.window().end()));
    }
    assertThat(run.panes).isEqualTo(sea.batchPanes());
    assertThat(run.store.keySet()).extracting(key -> key.charAt(0)).isSubsetOf('C', 'L', 'N');
  }

  private static List<MeasuredPerformance> ofErrors(Verdict told) {
    return told.performance().orElseThrow().realised().stream()
        .filter(measured -> measured.result().key().toString().startsWith("error_"))
        .toList();
  }

  private static List<Integer> upTo(int number) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i <= number; i++) numbers.add(i);
    return numbers;
  }

  /** A book that things arrive at, that commits now and then, and now and then falls back. */
  private static final class Run {

    final Map<String, List<Verdict>> byKey = new LinkedHashMap<>();
    final Map<String, byte[]> store = new HashMap<>();

    /** The newest bytes of every pane that was ever committed. */
    final Map<String, List<Byte>> panes = new TreeMap<>();

    private final OutcomeSea sea;
    private final SplittableRandom random;
    private final List<Object> sinceCommit = new ArrayList<>();
    private final List<Verdict> toldSinceCommit = new ArrayList<>();
    private final Map<Integer, Tide> newTides = new HashMap<>();

    /** Committed tides, which the other book journals. */
    private final Map<Integer, Tide> tides = new HashMap<>();

    private BufferedJournal journal;
    private PerformanceBook book;

    Run(OutcomeSea sea, SplittableRandom random) {
      this.sea = sea;
      this.random = random;
      journal = new BufferedJournal();
      book = new PerformanceBook(sea.models, journal);
    }

    void step() {
      arrive(sea.next(random));
      if (random.nextInt(6) == 0) commit();
      if (random.nextInt(20) == 0) fallBack();
    }

    void silence() {
      sea.silence().forEach(this::arrive);
      commit();
    }

    private void arrive(Object arrival) {
      // What a tide ends is forgotten, and nobody would see its bytes.
      if (arrival instanceof Tide) commit();
      take(arrival);
    }

    private void take(Object arrival) {
      sinceCommit.add(arrival);
      if (arrival instanceof PerformancePartial partial) {
        assertThat(book.merge(partial)).isEqualTo(Intake.MERGED);
      } else {
        Tide tide = (Tide) arrival;
        toldSinceCommit.addAll(book.rise(tide));
        newTides.put(tide.sourcePartition(), tide);
      }
    }

    private void commit() {
      journal.write(
          new BufferedJournal.Entries() {
            @Override
            public void put(String key, byte[] value) {
              store.put(key, value);
              if (key.startsWith("O") || key.startsWith("D"))
                panes.put(key, OutcomeSea.list(value));
            }

            @Override
            public void remove(String key) {
              store.remove(key);
            }
          });
      for (Verdict verdict : toldSinceCommit) {
        byKey.computeIfAbsent(verdict.key(), key -> new ArrayList<>()).add(verdict);
      }
      toldSinceCommit.clear();
      sinceCommit.clear();
      tides.putAll(newTides);
    }

    /** What came since the last commit comes again; what was told since was never told. */
    private void fallBack() {
      journal = new BufferedJournal();
      book = new PerformanceBook(sea.models, journal);
      JournalReplay replay =
          new JournalReplay(new WindowBook(sea.models, new BufferedJournal()), book);
      store.forEach(replay::take);
      tides.values().forEach(book::restore);
      assertThat(replay.finish()).isEmpty();
      toldSinceCommit.clear();
      newTides.clear();
      List<Object> again = List.copyOf(sinceCommit);
      sinceCommit.clear();
      again.forEach(this::take);
    }
  }
}
