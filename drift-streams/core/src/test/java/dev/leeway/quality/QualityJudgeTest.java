package dev.leeway.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.fixture.Row;
import dev.leeway.fixture.SampleRows;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Constraints on the rows as a whole, and how results add up. */
class QualityJudgeTest {

  private static final Instant NOON = Instant.parse("2001-03-05T12:00:00Z");

  @Test
  void rows_mustLieWithinBothLimits() {
    RowVolume volume = new RowVolume(OptionalLong.of(10), OptionalLong.of(20));

    assertThat(volume(9, volume)).isEqualTo(State.FAILED);
    assertThat(volume(10, volume)).isEqualTo(State.OK);
    assertThat(volume(20, volume)).isEqualTo(State.OK);
    assertThat(volume(21, volume)).isEqualTo(State.FAILED);
    assertThat(volume(0, volume)).isEqualTo(State.FAILED);
  }

  @Test
  void change_isJudgedUpAndDown_againstTheWindowBefore() {
    RowChange half = new RowChange(0.5);
    ObservedRows ten = ObservedRows.of(new Given().rows(10, 40, "DE").profile());

    assertThat(Given.judge(half, ten.after(20)).state()).isEqualTo(State.OK);
    assertThat(Given.judge(half, ten.after(21)).state()).isEqualTo(State.FAILED);
    assertThat(Given.judge(half, ten.after(7)).state()).isEqualTo(State.OK);
    assertThat(Given.judge(half, ten.after(6)).state()).isEqualTo(State.FAILED);
    assertThat(Given.judge(half, ten).state()).isEqualTo(State.UNKNOWN);
    assertThat(Given.judge(half, ten.after(0)).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void freshness_isTheAgeOfTheNewestRow() {
    Freshness tenMinutes = new Freshness(Duration.ofMinutes(10));
    ObservedRows rows = ObservedRows.of(new Given().rows(1, 40, "DE").profile());

    ConstraintResult old = Given.judge(tenMinutes, rows.seen(NOON.minusSeconds(601), NOON));
    assertThat(old.state()).isEqualTo(State.FAILED);
    assertThat(old.observed()).hasValue(601);
    assertThat(old.why()).isEqualTo("age of the newest row: 601 s, at most 600 s");
    assertThat(Given.judge(tenMinutes, rows.seen(NOON.minusSeconds(600), NOON)).state())
        .isEqualTo(State.OK);
    assertThat(Given.judge(tenMinutes, rows.seen(NOON.plusSeconds(9), NOON)).observed())
        .hasValue(0);
    assertThat(Given.judge(tenMinutes, rows).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void duplicateIds_areFound() {
    assertThat(duplicates(100, 100).observed()).hasValue(0);
    assertThat(duplicates(100, 90).observed()).hasValue(0.1);
    assertThat(duplicates(100, 90).state()).isEqualTo(State.FAILED);
    ConstraintResult many = duplicates(4_000, 3_000);
    assertThat(many.state()).isEqualTo(State.FAILED);
    assertThat(many.observed().orElseThrow()).isCloseTo(0.25, within(many.error().orElseThrow()));
    assertThat(duplicates(4_000, 4_000).state()).isEqualTo(State.OK);
    ObservedRows without = ObservedRows.of(new Given().rows(5, 40, "DE").profile());
    assertThat(Given.judge(new DuplicateIds(0), without).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void columns_areNotJudgedInTooFewRows_butTheirNumberIs() {
    QualityPolicy policy =
        new QualityPolicy(
            List.of(
                new MissingValues("age", 0),
                new RowVolume(OptionalLong.of(10), OptionalLong.empty())),
            30);

    List<ConstraintResult> results =
        new QualityJudge(policy, Given.LAYOUT)
            .judge(ObservedRows.of(new Given().rows(29, null, "DE").profile()));

    assertThat(results)
        .extracting(ConstraintResult::state)
        .containsExactly(State.UNKNOWN, State.OK);
    assertThat(results.get(0).why()).isEqualTo("fewer than 30 rows");
    assertThat(QualityJudge.state(results)).isEqualTo(State.UNKNOWN);
  }

  @Test
  void oneThatFails_makesAllFail() {
    QualityPolicy policy =
        new QualityPolicy(
            List.of(
                new MissingValues("age", 0),
                new MissingValues("country", 0),
                new NewCategories("age", 0)),
            1);
    QualityJudge judge = new QualityJudge(policy, Given.LAYOUT);

    Profile bad = new Given().rows(9, 40, "DE").rows(1, null, "DE").profile();
    assertThat(QualityJudge.state(judge.judge(ObservedRows.of(bad)))).isEqualTo(State.FAILED);
    Profile good = new Given().rows(9, 40, "DE").profile();
    assertThat(QualityJudge.state(judge.judge(ObservedRows.of(good)))).isEqualTo(State.UNKNOWN);
    assertThat(QualityJudge.state(List.of())).isEqualTo(State.OK);
  }

  @Test
  void profileOfAnotherLayout_isRefused() {
    QualityJudge judge = new QualityJudge(QualityPolicy.NONE, Layout.EMPTY);
    ObservedRows rows = ObservedRows.of(new Given().rows(1, 40, "DE").profile());

    assertThatIllegalArgumentException().isThrownBy(() -> judge.judge(rows));
  }

  @Test
  void constraintTwiceOnOneColumn_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new QualityPolicy(
                    List.of(new MissingValues("a", 0), new MissingValues("a", 0.1)), 1))
        .withMessage("a constraint twice: missing a");
  }

  private static State volume(int rows, RowVolume volume) {
    return new Given().rows(rows, 40, "DE").judge(volume).state();
  }

  private static ConstraintResult duplicates(int rows, int different) {
    List<Row> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) all.add(new Row().id("p-" + i % different));
    QualityPolicy policy = new QualityPolicy(List.of(new DuplicateIds(0.05)), 1);
    return new QualityJudge(policy, SampleRows.LAYOUT)
        .judge(ObservedRows.of(SampleRows.profile(all)))
        .get(0);
  }
}
