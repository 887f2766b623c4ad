package dev.leeway.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.profile.Profile;
import dev.leeway.verdict.State;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a reference gives reason to ask for. */
class SuggestionsTest {

  @Test
  void suggestions_areWhatTheRowsShow() {
    Profile reference =
        new Given()
            .rows(5_000, 30, "DE")
            .rows(4_000, 90, "FR")
            .rows(900, 18, "FR")
            .rows(100, null, "xx")
            .profile();

    List<Constraint> found = constraints(reference);

    // 0.01 + 3 sqrt(0.01 x 0.99 / 1000) = 0.01944; 2 / 9900 + 3 sqrt(... / 1000) = 0.00155.
    assertThat(found)
        .containsExactly(
            new MissingValues("age", 0.02),
            new TypeErrors("age", 0),
            new ValueRange("age", 0, 90, 0.0016),
            new MissingValues("country", 0),
            new TypeErrors("country", 0),
            new AllowedValues("country", Set.of("DE", "FR", "xx"), 0),
            new NotConstant("country"));
  }

  @Test
  void columnsOfIds_areToStayUnique_andNegativeNumbersStay() {
    Given rows = new Given();
    for (int i = 0; i < 5_000; i++) rows.rows(1, i - 100, "id " + i);

    List<Constraint> found = constraints(rows.profile());

    assertThat(found).contains(new RepeatedValues("country", 0.05));
    assertThat(found)
        .filteredOn(ValueRange.class::isInstance)
        .extracting(range -> ((ValueRange) range).from())
        .containsExactly(-100.0);
    assertThat(found).noneMatch(constraint -> constraint instanceof NewCategories);
  }

  @Test
  void columnWithoutValues_getsNone() {
    assertThat(constraints(new Given().rows(100, null, "DE").profile()))
        .noneMatch(constraint -> constraint.column().equals("age"));
  }

  /** What is suggested leaves room for chance: of the same source, hardly a window fails. */
  @Test
  void windowsOfTheSameSource_seldomFail() {
    SplittableRandom random = new SplittableRandom(5);
    List<Constraint> constraints = constraints(rows(random, 20_000).profile());
    QualityJudge judge = new QualityJudge(new QualityPolicy(constraints, 30), Given.LAYOUT);
    int failed = 0;
    for (int window = 0; window < 300; window++) {
      ObservedRows rows = ObservedRows.of(rows(random, Suggestions.WINDOW).profile());
      if (QualityJudge.state(judge.judge(rows)) == State.FAILED) failed++;
    }

    assertThat(failed).isLessThanOrEqualTo(6);
    Given broken = rows(random, Suggestions.WINDOW).rows(60, null, "IT");
    assertThat(QualityJudge.state(judge.judge(ObservedRows.of(broken.profile()))))
        .isEqualTo(State.FAILED);
  }

  private static Given rows(SplittableRandom random, int count) {
    Given rows = new Given();
    for (int i = 0; i < count; i++) {
      Double age = random.nextInt(50) == 0 ? null : 40 + 12 * random.nextGaussian();
      rows.rows(1, age, random.nextInt(200) == 0 ? "xx" : random.nextBoolean() ? "DE" : "FR");
    }
    return rows;
  }

  private static List<Constraint> constraints(Profile reference) {
    return Suggestions.of(Given.LAYOUT, reference).stream().map(Suggestion::constraint).toList();
  }
}
