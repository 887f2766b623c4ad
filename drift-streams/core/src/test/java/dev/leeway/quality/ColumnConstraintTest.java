package dev.leeway.quality;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.ColumnProfile;
import dev.leeway.profile.Edges;
import dev.leeway.profile.Layout;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Constraints on one column: what each counts, of which rows, and when it fails. */
class ColumnConstraintTest {

  @Test
  void missingValues_areAShareOfAllRows() {
    Given rows = new Given().rows(97, 40, "DE").rows(3, null, "DE");

    ConstraintResult result = rows.judge(new MissingValues("age", 0.02));

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.observed()).hasValue(0.03);
    assertThat(result.error()).isEmpty();
    assertThat(result.atMost()).hasValue(0.02);
    assertThat(result.rows()).isEqualTo(100);
    assertThat(result.why()).isEqualTo("missing values: 3 %, at most 2 %");
    assertThat(rows.judge(new MissingValues("age", 0.03)).state()).isEqualTo(State.OK);
    assertThat(rows.judge(new MissingValues("country", 0)).state()).isEqualTo(State.OK);
  }

  @Test
  void typeErrors_areAShareOfTheValues() {
    Given rows = new Given().rows(50, null, "DE").rows(45, 40, "DE").rows(5, true, "DE");

    assertThat(rows.judge(new TypeErrors("age", 0.09)).state()).isEqualTo(State.FAILED);
    assertThat(rows.judge(new TypeErrors("age", 0.1)).state()).isEqualTo(State.OK);
    assertThat(rows.judge(new TypeErrors("age", 0.1)).observed()).hasValue(0.1);
  }

  @Test
  void range_isExactWhereNothingLiesBeyond() {
    Given rows = new Given().rows(10, 18, "DE").rows(10, 90, "DE");

    ConstraintResult result = rows.judge(new ValueRange("age", 18, 90, 0));

    assertThat(result.state()).isEqualTo(State.OK);
    assertThat(result.observed()).hasValue(0);
    assertThat(result.error()).isEmpty();
  }

  @Test
  void range_findsASingleRowBeyond() {
    Given rows = new Given().rows(998, 40, "DE").rows(1, 17.9, "DE").rows(1, 90.1, "DE");

    assertThat(rows.judge(new ValueRange("age", 17.9, 90, 0)).state()).isEqualTo(State.FAILED);
    assertThat(rows.judge(new ValueRange("age", 18, 90.1, 0)).state()).isEqualTo(State.FAILED);
    assertThat(rows.judge(new ValueRange("age", 17.9, 90.1, 0)).state()).isEqualTo(State.OK);
  }

  @Test
  void range_countsWhatIsNoFiniteNumber() {
    Given rows =
        new Given()
            .rows(7, 40, "DE")
            .rows(1, Double.NaN, "DE")
            .rows(1, Double.POSITIVE_INFINITY, "DE")
            .rows(1, Double.NEGATIVE_INFINITY, "DE");

    assertThat(rows.judge(new ValueRange("age", 0, 99, 0)).observed()).hasValue(0.3);
    assertThat(rows.judge(new ValueRange("age", 0, Double.POSITIVE_INFINITY, 0)).observed())
        .hasValue(0.2);
  }

  /** Both 60 and 80 lie in the bin from 50 to 90: the profile cannot tell them apart. */
  @Test
  void range_isUnknownWhereTheLimitLiesWithinOneBin() {
    Given rows = new Given().rows(60, 40, "DE").rows(20, 60, "DE").rows(20, 80, "DE");

    ConstraintResult result = rows.judge(new ValueRange("age", 0, 70, 0.1));

    assertThat(result.state()).isEqualTo(State.UNKNOWN);
    assertThat(result.observed().orElseThrow()).isCloseTo(0.205, within(1e-12));
    assertThat(result.error().orElseThrow()).isCloseTo(0.195, within(1e-12));
    assertThat(result.why())
        .isEqualTo("values out of range: 1 % to 40 %, at most 10 %: the limit lies between");
    assertThat(rows.judge(new ValueRange("age", 0, 70, 0.4)).state()).isEqualTo(State.OK);
    assertThat(rows.judge(new ValueRange("age", 0, 70, 0)).state()).isEqualTo(State.FAILED);
  }

  @Test
  void range_boundsHoldTheTrueShare() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 2_000; round++) {
      Given rows = new Given();
      double from = random.nextInt(0, 110);
      double to = from + random.nextInt(0, 60);
      int count = random.nextInt(1, 30);
      int beyond = 0;
      for (int i = 0; i < count; i++) {
        double value = random.nextInt(0, 24) * 5 + (random.nextInt(4) == 0 ? 0.5 : 0);
        if (value < from || value > to) beyond++;
        rows.rows(1, value, "DE");
      }

      ConstraintResult result = rows.judge(new ValueRange("age", from, to, 0));

      double share = (double) beyond / count;
      assertThat(result.observed().orElseThrow())
          .isCloseTo(share, within(result.error().orElse(0) + 1e-12));
      assertThat(result.state()).isEqualTo(beyond == 0 ? State.OK : State.FAILED);
    }
  }

  @Test
  void allowed_countsCategoriesOfTheReferenceAndNewOnes() {
    Given rows =
        new Given().rows(90, 40, "DE").rows(5, 40, "xx").rows(3, 40, "IT").rows(2, 40, "zz");

    ConstraintResult result = rows.judge(new AllowedValues("country", Set.of("DE", "IT"), 0));

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.observed()).hasValue(0.07);
    assertThat(rows.judge(new AllowedValues("country", Set.of("DE", "IT"), 0.07)).state())
        .isEqualTo(State.OK);
  }

  /** With thousands of new names the sketch has not kept them all. */
  @Test
  void allowed_withManyNewValues_hasBoundsThatHold() {
    Given rows = new Given().rows(1_000, 40, "DE").rows(2_000, 40, "IT");
    for (int i = 0; i < 5_000; i++) rows.rows(1, 40, "name " + i);

    ConstraintResult result = rows.judge(new AllowedValues("country", Set.of("DE", "IT"), 0.5));

    assertThat(result.state()).isEqualTo(State.UNKNOWN);
    assertThat(result.error().orElseThrow()).isPositive();
    assertThat(result.observed().orElseThrow())
        .isCloseTo(0.625, within(result.error().orElseThrow()));
    assertThat(rows.judge(new AllowedValues("country", Set.of("DE", "IT"), 0.7)).state())
        .isEqualTo(State.OK);
  }

  @Test
  void pattern_mustMatchTheWholeValue() {
    ValuePattern letters = new ValuePattern("country", "[A-Z]{2}", 0.1);
    Given rows =
        new Given(Map.of("country", letters.pattern()))
            .rows(80, 40, "DE")
            .rows(5, 40, "xx")
            .rows(15, 40, "DEU");

    assertThat(rows.judge(letters).state()).isEqualTo(State.FAILED);
    assertThat(rows.judge(letters).observed()).hasValue(0.2);
    assertThat(rows.judge(new ValuePattern("country", "[A-Z]{2}", 0.2)).state())
        .isEqualTo(State.OK);
  }

  @Test
  void pattern_amongManyNewValues_isExactWhereItWasCounted() {
    ValuePattern digits = new ValuePattern("country", "DE|[0-9]+", 0.5);
    Given rows = new Given(Map.of("country", Pattern.compile("DE|[0-9]+")));
    rows.rows(1_000, 40, "DE");
    for (int i = 0; i < 3_000; i++) rows.rows(1, 40, i % 3 == 0 ? "n" + i : "" + i);

    assertThat(rows.judge(digits).observed()).hasValue(0.25);
    assertThat(rows.judge(digits).error()).isEmpty();
  }

  @Test
  void text_isMatched_butNotKnownToBeConstantByItsLength() {
    ColumnLayout note =
        new ColumnLayout.Numeric("note", ColumnKind.TEXT, new Edges(new double[] {5, 10}));
    ValuePattern upper = new ValuePattern("note", "[A-Z ]+", 0.1);
    ProfileBuilder builder =
        new ProfileBuilder(
            new ProfileBuilder.Counting(
                new Layout(List.of(note)), Map.of("note", upper.pattern())));
    for (String text : List.of("ALL IS WELL", "all is well", "OH DEAR OH!", "ALL IS LOST")) {
      builder.startRow();
      builder.text(0, text.getBytes(UTF_8), 0, text.length());
    }
    ColumnProfile counted = builder.build().columns().get(0);

    assertThat(upper.find(note, counted, 4)).isEqualTo(Finding.exactly(0.5));
    assertThat(new NotConstant("note").find(note, counted, 4)).isEqualTo(Finding.between(1, 2));
  }

  @Test
  void newCategories_areAShareOfTheValuesOfTheRightType() {
    Given rows = new Given().rows(90, 40, "DE").rows(10, 40, "IT").rows(10, 40, true);

    assertThat(rows.judge(new NewCategories("country", 0.1)).observed()).hasValue(0.1);
    assertThat(rows.judge(new NewCategories("country", 0.1)).state()).isEqualTo(State.OK);
    assertThat(rows.judge(new NewCategories("country", 0.09)).state()).isEqualTo(State.FAILED);
    assertThat(rows.judge(new NewCategories("age", 0.09)).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void notConstant_asksForTwoValues() {
    NotConstant age = new NotConstant("age");
    NotConstant country = new NotConstant("country");

    assertThat(new Given().rows(5, 40, "DE").judge(age).state()).isEqualTo(State.FAILED);
    assertThat(new Given().rows(5, 40, "DE").judge(country).state()).isEqualTo(State.FAILED);
    assertThat(new Given().rows(5, 40, "IT").judge(country).state()).isEqualTo(State.FAILED);
    assertThat(new Given().rows(5, Double.NaN, "DE").judge(age).state()).isEqualTo(State.FAILED);
    Given two = new Given().rows(5, 40, "DE").rows(1, 40.5, "IT");
    assertThat(two.judge(age).state()).isEqualTo(State.OK);
    assertThat(two.judge(country).state()).isEqualTo(State.OK);
    Given alsoNan = new Given().rows(5, 40, "IT").rows(1, Double.NaN, "ES");
    assertThat(alsoNan.judge(age).state()).isEqualTo(State.OK);
    assertThat(alsoNan.judge(country).state()).isEqualTo(State.OK);
    assertThat(new Given().rows(1, 40, "DE").judge(age).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void repeated_isExactForFewValuesAndAnEstimateForMany() {
    Given few = new Given().rows(2, 40, "DE").rows(1, 40, "FR").rows(1, 40, "IT");
    assertThat(few.judge(new RepeatedValues("country", 0.2)).observed()).hasValue(0.25);
    assertThat(few.judge(new RepeatedValues("country", 0.2)).state()).isEqualTo(State.FAILED);

    Given unique = new Given();
    Given twice = new Given();
    for (int i = 0; i < 10_000; i++) {
      unique.rows(1, 40, "id " + i);
      twice.rows(1, 40, "id " + i % 8_000);
    }
    RepeatedValues some = new RepeatedValues("country", 0.1);
    assertThat(unique.judge(some).state()).isEqualTo(State.OK);
    ConstraintResult found = twice.judge(some);
    assertThat(found.state()).isEqualTo(State.FAILED);
    assertThat(found.observed().orElseThrow()).isCloseTo(0.2, within(found.error().orElseThrow()));
  }

  @Test
  void columnOfAnotherName_fails_forNoRowsCanMendIt() {
    ConstraintResult result = new Given().rows(5, 40, "DE").judge(new MissingValues("agee", 0));

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.observed()).isEmpty();
    assertThat(result.why()).isEqualTo("the reference has no such column");
  }

  @Test
  void limitsThatMeanNothing_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new MissingValues("", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new MissingValues("a", 1.01));
    assertThatIllegalArgumentException().isThrownBy(() -> new TypeErrors("a", Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new ValueRange("a", 2, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new ValuePattern("a", "(", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new AllowedValues("a", Set.of(), 0));
  }
}
