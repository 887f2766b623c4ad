package dev.leeway.merge;

import static dev.leeway.merge.SmallBook.minute;
import static dev.leeway.merge.SmallBook.monitor;
import static dev.leeway.merge.SmallBook.only;
import static dev.leeway.merge.SmallBook.partial;
import static dev.leeway.merge.SmallBook.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.event.ModelRef;
import dev.leeway.fixture.SampleRows;
import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.ColumnRules;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** When windows close, and on what: one rule at a time. */
class WindowBookTest {

  private SmallBook book = new SmallBook();

  @Test
  void window_closesWhenItsEndPlusGraceIsReached() {
    book.merge(1, 40);

    assertThat(book.rise(5.49)).isEmpty();
    Verdict verdict = only(book.rise(5.5));
    assertThat(verdict.window().start()).isEqualTo(minute(0));
    assertThat(verdict.window().end()).isEqualTo(minute(5));
    assertThat(verdict.rows()).isEqualTo(40);
    assertThat(verdict.revision()).isEqualTo(1);
    assertThat(verdict.referenceId()).isEqualTo(SmallBook.REFERENCE.id());
    assertThat(verdict.columns()).hasSize(SampleRows.LAYOUT.columns().size());
    assertThat(book.rise(9)).isEmpty();
  }

  @Test
  void lateRows_reviseTheWindow_onceATide() {
    book.merge(1, 40);
    book.rise(6);
    book.merge(2, 3);
    book.merge(1, 4);

    Verdict revised = only(book.rise(6.1));

    assertThat(revised.revision()).isEqualTo(2);
    assertThat(revised.rows()).isEqualTo(47);
    assertThat(book.rise(6.2)).isEmpty();
  }

  @Test
  void rowsBeyondTheLateness_areHandedBack() {
    book.merge(1, 40);
    book.rise(11.99);
    assertThat(book.merge(1, 1)).isTrue();
    assertThat(rows(book.rise(11.99))).containsExactly(41L);

    book.rise(12);
    assertThat(book.merge(1, 1)).isFalse();
    assertThat(book.merge(2, 1)).isTrue();
    assertThat(rows(book.rise(12))).containsExactly(42L);
    book.rise(15);
    assertThat(book.merge(4, 1)).isFalse();
    assertThat(book.rise(20)).isEmpty();
    assertThat(book.journal.panes).isEmpty();
    assertThat(book.journal.windows).isEmpty();
    assertThat(book.book.models()).isEmpty();
  }

  @Test
  void windowWhoseRulesLackWhatTheyNeed_isUndecided_notOk() {
    SortedMap<String, ColumnPolicy> bands = new TreeMap<>();
    for (ColumnLayout column : SampleRows.LAYOUT.columns()) {
      bands.put(
          column.name(),
          new ColumnPolicy(
              false,
              Optional.empty(),
              OptionalDouble.empty(),
              new ColumnRules(
                  new TreeMap<>(),
                  new TreeMap<>(),
                  new TreeMap<>(Map.of(Measure.JENSEN_SHANNON, 3.0)))));
    }
    Monitor usual = SmallBook.monitor(10, 30, WindowSpec.tumbling(Duration.ofMinutes(5)));
    book =
        new SmallBook(
            new Monitor(
                usual.model(),
                usual.timing(),
                usual.windows(),
                usual.segments(),
                bands,
                usual.decision(),
                usual.caps()));
    book.merge(1, 40);

    Verdict verdict = SmallBook.only(book.rise(6));
    assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
    assertThat(verdict.reason()).isEqualTo(Verdict.UnknownReason.UNDECIDED);
    assertThat(verdict.columns()).isNotEmpty();
  }

  @Test
  void evidence_isKeptForAsLongAsAnEventMayBePast() {
    book.merge(1, 40);
    book.rise(12);
    book.rise(20);
    assertThat(book.journal.evidence).isNotEmpty();

    book.rise(31 * 24 * 60);
    assertThat(book.journal.evidence).isNotEmpty();
    book.rise(32 * 24 * 60);
    assertThat(book.journal.evidence).isEmpty();
  }

  @Test
  void lossOfLatenessBelowTheGrace_losesNoRow() {
    book = new SmallBook(monitor(0, 120, WindowSpec.tumbling(Duration.ofMinutes(5))));
    book.merge(4, 40);

    assertThat(book.rise(6.5)).isEmpty();
    assertThat(book.merge(4, 2)).isTrue();
    assertThat(rows(book.rise(7))).containsExactly(42L);
  }

  @Test
  void windowWithoutReference_isUnknown() {
    ModelRef other = new ModelRef("delay", "2");
    book.merge(partial(other, 1, "", 40));

    Verdict verdict = only(book.rise(6));

    assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
    assertThat(verdict.reason()).isEqualTo(UnknownReason.NO_REFERENCE);
    assertThat(verdict.rows()).isEqualTo(40);
    assertThat(verdict.columns()).isEmpty();
  }

  @Test
  void windowCountedOnTwoReferences_isIncomplete() {
    book.merge(1, 40);
    book.merge(partial(SmallBook.MODEL, 2, "", 5));

    Verdict verdict = only(book.rise(6));

    assertThat(verdict.reason()).isEqualTo(UnknownReason.INCOMPLETE);
    assertThat(verdict.rows()).isEqualTo(45);
  }

  @Test
  void windowWithFewRows_isUnknown_butJudged() {
    book.merge(1, 29);

    Verdict verdict = only(book.rise(6));

    assertThat(verdict.reason()).isEqualTo(UnknownReason.TOO_FEW_ROWS);
    assertThat(verdict.columns()).isNotEmpty();
    book.merge(1, 1);
    assertThat(only(book.rise(6.1)).reason()).isEqualTo(UnknownReason.NONE);
  }

  @Test
  void windowOfASegment_leavesOutTheColumnItIsOf() {
    PartialProfile whole = partial(SmallBook.MODEL, 1, SmallBook.REFERENCE.id(), 40);
    book.merge(
        new PartialProfile(
            whole.model(),
            "country=DE",
            whole.paneStart(),
            whole.pane(),
            whole.referenceId(),
            0,
            whole.profile()));

    assertThat(only(book.rise(6)).columns())
        .extracting(ColumnVerdict::column)
        .containsExactly("amount", "member", "vector", "plain");
  }

  @Test
  void partialOfUnknownModel_isHandedBack() {
    assertThat(book.merge(partial(new ModelRef("gone", "1"), 1, "", 5))).isFalse();
    assertThat(book.journal.panes).isEmpty();
  }

  @Test
  void conclusions_comeOldestFirst() {
    book.merge(11, 40);
    book.merge(1, 40);
    book.merge(6, 40);

    assertThat(book.rise(30))
        .extracting(told -> told.verdict().window().start())
        .containsExactly(minute(0), minute(5), minute(10));
  }
}
