package dev.leeway.labels;

import static dev.leeway.labels.Loans.LAYOUT;
import static dev.leeway.labels.Loans.TERMS;
import static dev.leeway.labels.Loans.at;
import static dev.leeway.labels.Loans.no;
import static dev.leeway.labels.Loans.prediction;
import static dev.leeway.labels.Loans.yes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.fixture.MemoryJoinStore;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabelBookTest {

  private final MemoryJoinStore store = new MemoryJoinStore();
  private final LabelBook book = new LabelBook(store, model -> TERMS, series -> LAYOUT);

  @Test
  void predict_andLabelMeetInTheStore() {
    book.predict(key("a"), prediction(0, 0.8), at(0));
    assertThat(book.label(key("b"), yes(1)).contributions()).isEmpty();
    assertThat(book.label(key("a"), yes(1)).contributions()).hasSize(1);
  }

  @Test
  void predict_keepsModelsApartThatUseOneId() {
    book.predict(key("a"), prediction(0, 0.8), at(0));
    Step step = book.predict(new PredictionKey("fraud", "a"), prediction(0, 0.8), at(0));
    assertThat(step.contributions()).hasSize(1);
    assertThat(step.fates()).isEmpty();
  }

  @Test
  void label_sentAgainWritesNothing() {
    book.predict(key("a"), prediction(0, 0.8), at(0));
    book.label(key("a"), yes(1));
    int puts = store.puts();
    book.label(key("a"), yes(1));
    assertThat(store.puts()).isEqualTo(puts);
  }

  @Test
  void predict_overDamagedBytesBeginsAnewAndIsTold() {
    book.predict(key("a"), prediction(0, 0.8), at(0));
    store.states().replaceAll((key, state) -> new byte[] {9, 9});
    assertThat(book.predict(key("a"), prediction(0, 0.8), at(0)).contributions()).hasSize(1);
    assertThat(book.takeDamaged()).isEqualTo(1);
    assertThat(book.takeDamaged()).isZero();
  }

  @Test
  void sweep_forgetsWhatNoRecordCanFindAnyMore() {
    book.predict(key("a"), prediction(0, 0.8), at(0));
    book.label(key("a"), yes(1));
    book.label(key("lonely"), yes(0));
    book.label(key("lonely"), no(0.5));
    assertThat(book.sweep(at(8), 100).forgotten()).isZero();
    LabelBook.Swept swept = book.sweep(at(8.1), 100);
    assertThat(swept.forgotten()).isEqualTo(1);
    assertThat(swept.orphans()).isEmpty();
    assertThat(book.sweep(at(9), 100).orphans()).containsExactly(Map.entry("loans", 2L));
    assertThat(store.states()).isEmpty();
    assertThat(store.reminders()).isZero();
  }

  @Test
  void sweep_looksAtNoMoreThanItMay() {
    for (int i = 0; i < 25; i++) {
      book.predict(key("id" + i), prediction(i / 100.0, 0.8), at(i / 100.0));
    }
    List<Integer> forgotten = new ArrayList<>();
    LabelBook.Swept swept;
    do {
      swept = book.sweep(at(20), 10);
      forgotten.add(swept.forgotten());
    } while (swept.more());
    assertThat(forgotten).containsExactly(10, 10, 5);
    assertThat(store.states()).isEmpty();
  }

  @Test
  void sweep_waitsForPredictionsOfLabelsThatCameFirst() {
    book.label(key("a"), yes(0));
    book.label(key("a"), no(5));
    assertThat(book.sweep(at(8.5), 100).forgotten()).isZero();
    assertThat(store.reminders()).isEqualTo(1);
    assertThat(book.sweep(at(13.5), 100).orphans()).containsExactly(Map.entry("loans", 2L));
  }

  @Test
  void sweep_atAnyMomentLeavesTheSameOutcomes() {
    List<PerformanceProfile> profiles = new ArrayList<>();
    for (int every : new int[] {1, 7, 50, Integer.MAX_VALUE}) {
      profiles.add(month(every));
    }
    assertThat(profiles.get(0).realised()).isGreaterThan(300);
    assertThat(profiles).allMatch(profiles.get(0)::equals);
  }

  /** Thirty days of records in the order of their receipt, ids used again after ten days. */
  private static PerformanceProfile month(int sweepEvery) {
    LabelBook swept = new LabelBook(new MemoryJoinStore(), model -> TERMS, series -> LAYOUT);
    PerformanceCounter counter = new PerformanceCounter(LAYOUT);
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 3000; i++) {
      double day = i / 100.0;
      PredictionKey key = key("id" + random.nextInt(200));
      // Labels come with every record that is no prediction, so ids are asked for all the time.
      Step step =
          random.nextInt(3) == 0
              ? swept.predict(key, prediction(day, random.nextInt(1001) / 1000.0), at(day))
              : swept.label(key, random.nextBoolean() ? yes(day) : no(day));
      for (Contribution contribution : step.contributions()) {
        Loans.count(contribution, LAYOUT, counter);
      }
      if (i % sweepEvery == 0) swept.sweep(at(day), 5);
    }
    return counter.build();
  }

  private static PredictionKey key(String id) {
    return new PredictionKey("loans", id);
  }
}
