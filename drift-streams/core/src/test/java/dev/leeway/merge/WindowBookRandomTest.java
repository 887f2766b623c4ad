package dev.leeway.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.fixture.Row;
import dev.leeway.fixture.SampleRows;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Tide;
import dev.leeway.window.Window;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The book on random seas, against rows counted again from the beginning. */
class WindowBookRandomTest {

  private static final Duration[] LATENESS = {
    Duration.ZERO, Duration.ofMinutes(2), Duration.ofMinutes(12), Duration.ofDays(30)
  };

  @RepeatedTest(40)
  void lastRevisionOfEveryWindow_holdsExactlyTheRowsThatWereNotHandedBack(RepetitionInfo rep) {
    int seed = rep.getCurrentRepetition();
    Duration lateness = LATENESS[seed % LATENESS.length];
    Voyage voyage = new Voyage(new Sea(new SplittableRandom(seed), lateness, 150));

    voyage.sail(new SplittableRandom(seed + 1_000), 40);

    assertThat(voyage.last.keySet()).isEqualTo(voyage.expected.keySet());
    voyage.expected.forEach(
        (key, rows) -> {
          Conclusion told = voyage.last.get(key);
          assertThat(told.verdict().rows()).as(key.toString()).isEqualTo(rows.size());
          if (key.model().equals(Sea.VERSIONS.get(0))) {
            assertThat(ProfileCodec.decisionBytes(told.profile()))
                .isEqualTo(ProfileCodec.decisionBytes(SampleRows.profile(rows)));
            assertThat(told.verdict().reason()).isIn(Verdict.UnknownReason.NONE, tooFew(rows));
          } else {
            assertThat(told.verdict().reason()).isEqualTo(Verdict.UnknownReason.NO_REFERENCE);
          }
        });
    if (lateness.toDays() > 0) assertThat(voyage.handedBack).isZero();
  }

  @RepeatedTest(10)
  void finalVerdicts_areEqualForAnyOrderOfCommitsAndTides(RepetitionInfo rep) {
    int seed = rep.getCurrentRepetition();
    List<Map<WindowKey, Verdict>> finals = new ArrayList<>();
    for (int order = 0; order < 3; order++) {
      Voyage voyage = new Voyage(new Sea(new SplittableRandom(seed), Duration.ofDays(30), 100));
      voyage.sail(new SplittableRandom(100L * seed + order), 1_000_000);
      Map<WindowKey, Verdict> verdicts = new HashMap<>();
      voyage.last.forEach((key, told) -> verdicts.put(key, firstRevision(told.verdict())));
      finals.add(verdicts);
    }

    assertThat(finals.get(1)).isEqualTo(finals.get(0));
    assertThat(finals.get(2)).isEqualTo(finals.get(0));
  }

  @RepeatedTest(25)
  void restarts_changeNoVerdict(RepetitionInfo rep) {
    int seed = rep.getCurrentRepetition();
    List<Map<WindowKey, Verdict>> finals = new ArrayList<>();
    for (boolean restarted : new boolean[] {false, true}) {
      Duration lateness = LATENESS[seed % 3];
      Voyage voyage = new Voyage(new Sea(new SplittableRandom(seed), lateness, 150));
      SplittableRandom restarts = new SplittableRandom(seed);
      SplittableRandom way = new SplittableRandom(seed + 1_000);
      while (voyage.sea.step(way, voyage::arrive, voyage::rise)) {
        if (restarted && restarts.nextInt(10) == 0) voyage.restart();
      }
      voyage.sail(way, 1_000_000);
      Map<WindowKey, Verdict> verdicts = new HashMap<>();
      voyage.last.forEach((key, told) -> verdicts.put(key, told.verdict()));
      finals.add(verdicts);
    }

    assertThat(finals.get(1)).isEqualTo(finals.get(0));
  }

  /** One book, restarted now and then, and what a reader of its verdicts would know. */
  private static final class Voyage {

    final Sea sea;
    final Map<WindowKey, Conclusion> last = new HashMap<>();
    final Map<WindowKey, List<Row>> expected = new HashMap<>();
    long handedBack;

    private final MemoryJournal journal = new MemoryJournal();
    private WindowBook book;

    Voyage(Sea sea) {
      this.sea = sea;
      book = new WindowBook(sea.models, journal);
    }

    void sail(SplittableRandom random, int oneRestartIn) {
      while (sea.step(random, this::arrive, this::rise)) {
        if (random.nextInt(oneRestartIn) == 0) restart();
      }
      restart();
      Sea.silence().forEach(this::rise);
      Sea.silence().forEach(this::rise);
    }

    private void restart() {
      book = new WindowBook(sea.models, journal);
      journal.replayInto(book);
    }

    private void arrive(PartialProfile partial) {
      List<Row> rows = sea.rowsOf.get(partial);
      if (book.merge(partial) != Intake.MERGED) {
        handedBack += rows.size();
        return;
      }
      for (WindowSpec spec : Sea.WINDOWS) {
        for (Window window : spec.containing(partial.paneStart().toEpochMilli())) {
          expected
              .computeIfAbsent(
                  new WindowKey(partial.model(), partial.segment(), window),
                  key -> new ArrayList<>())
              .addAll(rows);
        }
      }
    }

    private void rise(Tide tide) {
      Map<WindowKey, Integer> toldNow =
          new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
      for (Conclusion told : book.rise(tide)) {
        Verdict verdict = told.verdict();
        WindowKey key = new WindowKey(verdict.model(), verdict.segment(), verdict.window());
        assertThat(toldNow.put(key, 1)).as("told twice by one tide: %s", key).isNull();
        Conclusion before = last.put(key, told);
        assertThat(verdict.revision())
            .as(key.toString())
            .isEqualTo(before == null ? 1 : before.verdict().revision() + 1);
        if (before != null) {
          assertThat(firstRevision(verdict))
              .as("told again without news: %s", key)
              .isNotEqualTo(firstRevision(before.verdict()));
        }
      }
    }
  }

  private static Verdict.UnknownReason tooFew(List<Row> rows) {
    return rows.size() < 5 ? Verdict.UnknownReason.TOO_FEW_ROWS : Verdict.UnknownReason.NONE;
  }

  private static Verdict firstRevision(Verdict verdict) {
    return verdict.withRevision(1);
  }
}
