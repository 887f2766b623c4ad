package dev.leeway.merge;

import static dev.leeway.merge.SmallBook.minute;
import static dev.leeway.merge.SmallBook.monitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.event.ModelRef;
import dev.leeway.fixture.Row;
import dev.leeway.fixture.SampleRows;
import dev.leeway.profile.Profile;
import dev.leeway.quality.Constraint;
import dev.leeway.quality.Freshness;
import dev.leeway.quality.MissingValues;
import dev.leeway.quality.NotConstant;
import dev.leeway.quality.QualityPolicy;
import dev.leeway.quality.RowChange;
import dev.leeway.quality.RowVolume;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.window.Tide;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Quality verdicts beside those on drift, and silence. The windows are of five minutes. */
class WindowQualityTest {

  @Test
  void withoutConstraints_thereIsNoQualityVerdict() {
    SmallBook book = new SmallBook();
    book.merge(1, 40);

    assertThat(book.rise(6).get(0).quality()).isEmpty();
  }

  @Test
  void qualityVerdict_isToldBesideTheDrift_andRevisedWithIt() {
    SmallBook book = book(new MissingValues("amount", 0), new MissingValues("country", 0.5));
    book.merge(1, 40);

    Conclusion told = book.rise(6).get(0);

    Verdict quality = told.quality().orElseThrow();
    assertThat(quality.kind()).isEqualTo(Verdict.Kind.QUALITY);
    assertThat(quality.state()).isEqualTo(State.FAILED);
    assertThat(quality.reason()).isEqualTo(UnknownReason.NONE);
    assertThat(quality.window()).isEqualTo(told.verdict().window());
    assertThat(quality.key()).isNotEqualTo(told.verdict().key());
    assertThat(quality.rows()).isEqualTo(40);
    assertThat(quality.constraints())
        .extracting(ConstraintResult::state)
        .containsExactly(State.OK, State.FAILED);
    assertThat(quality.columns())
        .extracting(ColumnVerdict::column, ColumnVerdict::state, ColumnVerdict::why)
        .containsExactly(
            tuple("amount", State.OK, ""),
            tuple("country", State.FAILED, "missing values: 100 %, at most 50 %"));
    assertThat(quality.drifted()).isEmpty();

    book.merge(2, 3);
    Verdict revised = book.rise(6).get(0).quality().orElseThrow();
    assertThat(revised.revision()).isEqualTo(2);
    assertThat(revised.key()).isEqualTo(quality.key());
    assertThat(revised.rows()).isEqualTo(43);
  }

  @Test
  void windowWithFewRows_isUnknown_unlessWhatIsKnownFails() {
    SmallBook book = book(new MissingValues("amount", 0));
    book.merge(1, 5);
    Verdict few = book.rise(6).get(0).quality().orElseThrow();
    assertThat(few.state()).isEqualTo(State.UNKNOWN);
    assertThat(few.reason()).isEqualTo(UnknownReason.TOO_FEW_ROWS);

    SmallBook counting = book(new MissingValues("amount", 0), atLeast(10));
    counting.merge(1, 5);
    assertThat(counting.rise(6).get(0).quality().orElseThrow().state()).isEqualTo(State.FAILED);
  }

  @Test
  void withoutReference_columnsAreUnknown_andRowsAreCounted() {
    SmallBook book = book(new MissingValues("amount", 0), atLeast(10));
    ModelRef other = new ModelRef("delay", "2");
    book.merge(
        new PartialProfile(
            other, "", minute(1), Duration.ofMinutes(1), "", 0, new Profile(40, 0, List.of())));

    Verdict quality = book.rise(6).get(0).quality().orElseThrow();

    assertThat(quality.state()).isEqualTo(State.UNKNOWN);
    assertThat(quality.reason()).isEqualTo(UnknownReason.NO_REFERENCE);
    assertThat(quality.constraints())
        .extracting(ConstraintResult::state)
        .containsExactly(State.UNKNOWN, State.OK);
  }

  @Test
  void lostState_leavesNothingDecided() {
    SmallBook book = book(new MissingValues("amount", 0), atLeast(100));
    book.merge(1, 40);
    book.damageAll();
    book.restart();

    Verdict quality = book.rise(6).get(0).quality().orElseThrow();

    assertThat(quality.state()).isEqualTo(State.UNKNOWN);
    assertThat(quality.reason()).isEqualTo(UnknownReason.INCOMPLETE);
  }

  @Test
  void segments_areJudgedByTheOtherColumnsOnly() {
    SmallBook book =
        book(new NotConstant("country"), new MissingValues("amount", 0), atLeast(1_000));
    List<Row> rows = Collections.nCopies(40, new Row().with("amount", 0.1).with("country", "DE"));
    for (String segment : List.of("country=DE", "member=true")) {
      book.merge(
          new PartialProfile(
              SmallBook.MODEL,
              segment,
              minute(1),
              Duration.ofMinutes(1),
              SmallBook.REFERENCE.id(),
              0,
              SampleRows.profile(rows)));
    }

    List<Conclusion> told = book.rise(6);

    assertThat(told.get(0).quality().orElseThrow().constraints())
        .extracting(ConstraintResult::constraint)
        .containsExactly("missing");
    assertThat(told.get(1).quality().orElseThrow().constraints())
        .extracting(ConstraintResult::constraint)
        .containsExactly("not_constant", "missing");
  }

  @Test
  void change_isJudgedAgainstTheWindowBefore() {
    SmallBook book = book(new RowChange(0.5));
    book.merge(1, 40);
    book.merge(6, 100);
    book.merge(11, 90);

    assertThat(book.rise(16))
        .extracting(told -> told.quality().orElseThrow().state())
        .containsExactly(State.UNKNOWN, State.FAILED, State.OK);
  }

  @Test
  void silence_isToldOnce_afterTheLimit() {
    SmallBook book = book(new Freshness(Duration.ofMinutes(8)));
    book.merge(1, 40);
    List<Conclusion> told = new ArrayList<>(silent(book, 3, 6, 40));

    assertThat(told)
        .extracting(one -> one.verdict().window().end())
        .containsExactly(minute(5), minute(10), minute(15));
    assertThat(told)
        .extracting(one -> one.quality().orElseThrow().state())
        .containsExactly(State.OK, State.OK, State.FAILED);
    Conclusion last = told.get(2);
    assertThat(last.quality().orElseThrow().constraints().get(0).observed()).hasValue(12 * 60);
    assertThat(last.verdict().state()).isEqualTo(State.UNKNOWN);
    assertThat(last.verdict().reason()).isEqualTo(UnknownReason.TOO_FEW_ROWS);
    assertThat(last.verdict().rows()).isZero();

    book.restart();
    assertThat(silent(book, 3, 40, 60)).isEmpty();
  }

  @Test
  void silence_whereRowsAreAskedFor_isToldAtTheFirstEmptyWindow() {
    SmallBook book = book(atLeast(10));
    book.merge(1, 40);

    assertThat(silent(book, 3, 6, 40))
        .extracting(told -> told.quality().orElseThrow().state())
        .containsExactly(State.OK, State.FAILED);
  }

  @Test
  void silenceOfAVersion_isNoneOfTheModel() {
    SmallBook book = book(atLeast(10));
    book.merge(1, 40);
    ModelRef next = new ModelRef("delay", "2");
    book.rise(6);
    book.merge(SmallBook.partial(next, 6, SmallBook.REFERENCE.id(), 40));
    book.merge(SmallBook.partial(next, 11, SmallBook.REFERENCE.id(), 40));

    assertThat(book.rise(16))
        .extracting(told -> told.verdict().model().version())
        .containsExactly("2", "2");
  }

  @Test
  void rowsThatComeAfterASilenceWasTold_reviseIt() {
    SmallBook book = book(atLeast(10));
    book.merge(1, 40);
    silent(book, 3, 6, 12);
    book.merge(7, 40);

    List<Conclusion> told = book.rise(12.5);

    assertThat(told).extracting(one -> one.verdict().window().end()).containsExactly(minute(10));
    assertThat(told.get(0).verdict().revision()).isEqualTo(2);
    assertThat(told.get(0).quality().orElseThrow().state()).isEqualTo(State.OK);
  }

  /** The newest row stays where it was while the clock goes on, minute by minute. */
  private static List<Conclusion> silent(SmallBook book, double newest, int from, int to) {
    List<Conclusion> told = new ArrayList<>();
    for (int now = from; now <= to; now++) {
      told.addAll(
          book.rise(
              new Tide(
                  0,
                  1,
                  minute(now),
                  List.of(new Tide.ModelTide("delay", minute(newest), minute(newest))))));
    }
    return told;
  }

  private static RowVolume atLeast(long rows) {
    return new RowVolume(OptionalLong.of(rows), OptionalLong.empty());
  }

  private static SmallBook book(Constraint... constraints) {
    return new SmallBook(
        monitor(30, 30, WindowSpec.tumbling(Duration.ofMinutes(5)))
            .with(new QualityPolicy(List.of(constraints), 30)));
  }
}
