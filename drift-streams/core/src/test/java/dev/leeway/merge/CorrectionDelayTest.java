package dev.leeway.merge;

import static dev.leeway.merge.SmallBook.only;
import static dev.leeway.merge.SmallBook.rows;
import static dev.leeway.merge.SmallBook.tide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.Timing;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When numbers alone are corrected: two minutes after a verdict, then four, then eight. */
class CorrectionDelayTest {

  private final SmallBook book = new SmallBook(monitor());

  @Test
  void numbersAlone_areGathered_andWaitTwiceAsLongEachTime() {
    book.merge(1, 40);
    assertThat(rows(book.rise(6))).containsExactly(40L);
    book.merge(1, 1);
    assertThat(book.rise(6.1)).isEmpty();
    book.merge(2, 2);
    assertThat(book.rise(7.9)).isEmpty();
    assertThat(rows(book.rise(8))).containsExactly(43L);

    book.merge(3, 4);
    assertThat(book.rise(11.9)).isEmpty();
    assertThat(rows(book.rise(12))).containsExactly(47L);
    assertThat(book.rise(30)).isEmpty();
  }

  @Test
  void delay_isOfReceiveTime_alsoWhereEventTimeStands() {
    book.merge(1, 40);
    book.rise(tide(0, 1, 6, 6));
    book.merge(1, 1);

    assertThat(book.rise(tide(0, 1, 7.9, 6))).isEmpty();
    assertThat(rows(book.rise(tide(0, 1, 8, 6)))).containsExactly(41L);
  }

  @Test
  void changeOfState_isToldAtOnce() {
    book.merge(1, 29);
    assertThat(only(book.rise(6)).reason()).isEqualTo(UnknownReason.TOO_FEW_ROWS);
    book.merge(1, 1);

    assertThat(only(book.rise(6.1)).reason()).isEqualTo(UnknownReason.NONE);
  }

  @Test
  void numbersThatWait_areToldWhenTheLatenessIsOver() {
    book.merge(1, 40);
    book.rise(6);
    book.merge(1, 1);
    book.rise(8);
    book.merge(1, 1);
    book.rise(12);
    book.merge(1, 1);
    book.rise(20);
    book.merge(1, 1);
    assertThat(book.rise(34.9)).isEmpty();

    Verdict verdict = only(book.rise(35));
    assertThat(verdict.rows()).isEqualTo(44);
    assertThat(verdict.revision()).isEqualTo(5);
    assertThat(book.merge(1, 1)).isFalse();
  }

  @Test
  void restart_forgetsNoNumbersThatWait() {
    book.merge(1, 40);
    book.rise(6);
    book.merge(6, 40);
    book.rise(11);
    book.merge(1, 1);
    // What is due of the first window waits no more; the evidence of the second does.
    assertThat(rows(book.rise(12.5))).containsExactly(41L);

    book.restart();

    assertThat(book.rise(12.9)).isEmpty();
    assertThat(rows(book.rise(13))).containsExactly(40L);
    book.restart();
    assertThat(book.rise(34)).isEmpty();
  }

  private static Monitor monitor() {
    Monitor usual = SmallBook.monitor(30, 30, WindowSpec.tumbling(Duration.ofMinutes(5)));
    Timing timing = usual.timing().withCorrectionDelay(Duration.ofMinutes(2));
    return new Monitor(
        usual.model(),
        timing,
        usual.windows(),
        usual.segments(),
        usual.columns(),
        usual.decision(),
        usual.caps());
  }
}
