package dev.leeway.merge;

import static dev.leeway.merge.SmallBook.minute;
import static dev.leeway.merge.SmallBook.monitor;
import static dev.leeway.merge.SmallBook.only;
import static dev.leeway.merge.SmallBook.rows;
import static dev.leeway.merge.SmallBook.tide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.window.Tide;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a book knows after a restart, with its journal whole or damaged. */
class WindowBookRestartTest {

  private SmallBook book = new SmallBook();

  @Test
  void anIdlePartitionThatWakesWithOldRows_doesNotOpenForgottenWindowsAgain() {
    book = new SmallBook(monitor(10, 30, WindowSpec.tumbling(Duration.ofMinutes(5))));
    book.rise(tide(0, 2, 1, 1));
    book.rise(tide(1, 2, 1, 1));
    book.merge(1, 40);
    // Partition 1 falls silent while partition 0 goes on for an hour; window [0, 5) is forgotten.
    book.rise(new Tide(1, 2, minute(60), List.of()));
    assertThat(rows(book.rise(tide(0, 2, 60, 60)))).containsExactly(40L);
    assertThat(book.journal.windows).isEmpty();

    // It wakes with a row of minute 2, which holds back what the partitions have reached together.
    book.rise(tide(1, 2, 61, 2));
    boolean merged = book.merge(3, 5);
    book.restart();
    boolean mergedAfterRestart = book.merge(3, 5);

    assertThat(merged).isFalse();
    assertThat(mergedAfterRestart).isFalse();
    assertThat(book.rise(new Tide(1, 2, minute(90), List.of()))).isEmpty();
    assertThat(book.rise(tide(0, 2, 91, 61))).isEmpty();
  }

  @Test
  void restart_tellsNothingTwice_andGoesOnCounting() {
    book.merge(1, 40);
    book.rise(6);
    book.merge(2, 1);

    book.restart();
    assertThat(rows(book.rise(6.1))).containsExactly(41L);
    book.restart();
    assertThat(book.rise(6.2)).isEmpty();
    book.merge(3, 1);
    book.restart();

    Verdict third = only(book.rise(6.3));
    assertThat(third.revision()).isEqualTo(3);
    assertThat(third.rows()).isEqualTo(42);
  }

  @Test
  void restart_doesNotTellForgottenSlidingWindowsOfPanesThatServeOthers() {
    WindowSpec sliding = new WindowSpec(Duration.ofMinutes(10), Duration.ofMinutes(5));
    book = new SmallBook(monitor(0, 30, sliding));
    book.merge(6, 40);
    assertThat(rows(book.rise(10.5))).containsExactly(40L);
    book.rise(12);
    // [0, 10) is forgotten, its pane is kept for [5, 15).
    assertThat(book.journal.windows).isEmpty();
    assertThat(book.journal.panes).hasSize(1);

    book.restart();

    assertThat(book.rise(13)).isEmpty();
    assertThat(book.rise(15.5))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.verdict().window().start()).isEqualTo(minute(5));
              assertThat(told.verdict().revision()).isOne();
            });
  }

  @Test
  void damagedPane_makesItsWindowUnknown_evenAlone_andIsForgottenInTime() {
    book.merge(1, 40);
    book.damageAll();
    book.restart();

    book.rise(3);
    book.merge(2, 40);
    Verdict verdict = only(book.rise(6));
    assertThat(verdict.reason()).isEqualTo(UnknownReason.INCOMPLETE);
    assertThat(verdict.rows()).isEqualTo(40);
    book.restart();
    assertThat(book.rise(7)).isEmpty();

    book.rise(20);
    assertThat(book.journal.panes).isEmpty();
    assertThat(book.journal.damaged).isEmpty();
  }

  @Test
  void damagedPane_staysDamaged_thoughRowsCameLater() {
    book.merge(1, 40);
    book.damageAll();
    book.restart();
    book.merge(1, 40);

    book.restart();

    assertThat(only(book.rise(6)).reason()).isEqualTo(UnknownReason.INCOMPLETE);
  }

  @Test
  void damagedPaneOfAToldWindow_isToldOnce() {
    book.merge(1, 40);
    book.rise(6);
    book.damageAll();

    book.restart();
    Verdict verdict = only(book.rise(6.1));
    assertThat(verdict.revision()).isEqualTo(2);
    assertThat(verdict.reason()).isEqualTo(UnknownReason.INCOMPLETE);
    book.restart();
    assertThat(book.rise(6.2)).isEmpty();
  }
}
